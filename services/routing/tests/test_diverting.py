"""Whoever was asked for a question that does not belong here says so, and has it no more (P02)."""

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionDiverted
from contracts.passing_on import EscalationStarted
from contracts.routing import HandoverCancelled, HandoverDiverted, HandoverRequested
from routing_links import path_of, reply
from routing_people import HELPED, as_coordinator, as_partner, asked, see, take, take_all
from routing_town import FIRST, clocks, later, received
from table_search import tables_with

DIVERT = {"step": "divert"}
CANARY = "kanarie4711"
ON_HOLD = [*HELPED[:4], {"step": "put_on_hold", "reason": "other"}]
ASKS = [{"step": "acknowledge"}, {"step": "request_information"}]


@pytest.mark.requirement("P02")
@pytest.mark.parametrize(
    "before", [[], HELPED[:1], ASKS, HELPED[:2], HELPED[:3], HELPED[:4], ON_HOLD]
)
async def test_from_every_state_the_receiver_says_that_it_does_not_belong_here(
    app: Running, before: list[dict[str, str]]
) -> None:
    requested = await asked(app)
    if before:
        await take_all(app, requested.handover_id, *before)
    answer = await take(app, requested.handover_id, DIVERT)
    assert answer.status_code == 200, answer.text
    (diverted,) = await app.announced_of(HandoverDiverted)
    assert diverted.question_id == requested.question_id
    assert len(await app.announced_of(HandoverRequested)) == 1
    assert not await app.announced_of(EscalationStarted)
    assert not await app.announced_of(HandoverCancelled)
    assert await clocks(app) == set()
    shown = await see(app, f"handovers/{requested.handover_id}", as_partner(app, FIRST))
    assert shown.json()["details_ref"] is None


@pytest.mark.requirement("P02")
async def test_by_the_link_it_takes_one_button_that_says_what_it_does(app: Running) -> None:
    requested = await asked(app)
    path = await path_of(app, requested.handover_id)
    page = (await app.client.get(path)).text
    assert "Dit hoort niet hier" in page
    assert "Dit kan niet ongedaan worden gemaakt." in page
    assert (await reply(app, path, DIVERT)).status_code == 200
    assert len(await app.announced_of(HandoverDiverted)) == 1


@pytest.mark.requirement("P02")
async def test_of_what_was_diverted_no_note_stays(app: Running) -> None:
    requested = await asked(app)
    path = f"/v1/cases/{requested.question_id}/notes"
    note = await app.client.post(path, json={"text": CANARY}, headers=as_coordinator(app))
    assert note.status_code == 201, note.text
    assert await tables_with(app, CANARY) == ["vault"]
    question = received(question_id=requested.question_id)
    await app.hear(later(question, QuestionDiverted))
    assert await tables_with(app, CANARY) == []
