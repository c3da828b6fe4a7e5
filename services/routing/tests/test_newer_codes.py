"""A code that only a later release of intake knows is read, kept and passed on."""

from datetime import timedelta
from typing import Any

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionClassified, QuestionReceived
from contracts.passing_on import EscalationStarted
from contracts.providers import ProviderRegistered
from contracts.routing import HandoverRequested
from every_page import every_page
from newer_codes import NEWER, facts_with_newer_codes
from routing.case.repository import Cases
from routing.service import service
from routing.timeline.entries import replayed
from routing.timeline.repository import Entries
from routing_links import path_of
from routing_people import as_coordinator, see, take
from routing_town import FIRST, MONDAY, TOWN, received, rule_entry, settle
from routing_work import listed
from sqlalchemy import text

HEARD = [event for each in service.handlers if not each.judging for event in each.events]


def newer(**codes: str) -> QuestionReceived:
    return QuestionReceived.read(received().model_dump() | codes)


async def set_aside(app: Running) -> int:
    async with app.begin() as work:
        return int((await work.db.execute(text("SELECT count(*) FROM dead_letters"))).scalar_one())


async def test_a_newer_code_in_any_fact_is_read(app: Running) -> None:
    await settle(app, rule_entry())
    facts = [fact for event in HEARD for fact in facts_with_newer_codes(event)]
    assert {"QuestionReceived", "ProviderRegistered"} <= {type(fact).__name__ for fact in facts}
    await app.hear(*facts)
    assert await set_aside(app) == 0
    async with app.begin() as work:
        heard = (await work.db.execute(text("SELECT count(*) FROM inbox"))).scalar_one()
    assert heard == len(facts)


async def test_a_question_with_newer_codes_is_passed_on_with_them(app: Running) -> None:
    await settle(app, rule_entry())
    question = newer(theme=NEWER, provider_kind=NEWER, channel=NEWER, kind=NEWER)
    await app.hear(question)
    (requested,) = await app.announced_of(HandoverRequested)
    assert (requested.theme, requested.provider_kind) == (NEWER, NEWER)
    assert requested.to_organisation_id == FIRST
    await app.hear(
        QuestionClassified.read(
            {
                "question_id": question.question_id,
                "municipality_code": question.municipality_code,
                "version": 2,
                "occurred_at": question.occurred_at,
                "theme": "another_newer_code",
                "previous_theme": NEWER,
            }
        )
    )
    async with app.begin() as work:
        (case,) = await Cases(work.db).of([question.question_id])
        entries = await Entries(work.db).of(question.question_id)
    assert (case.question.theme, case.question.kind) == ("another_newer_code", NEWER)
    assert replayed(entries) == case
    assert await set_aside(app) == 0


@pytest.mark.requirement("P01")
async def test_people_see_a_newer_code_as_it_is_and_read_something_else(app: Running) -> None:
    await settle(app, rule_entry())
    question = newer(theme=NEWER, provider_kind=NEWER)
    await app.hear(question, received())
    (requested, _) = await app.announced_of(HandoverRequested)
    headers = as_coordinator(app)
    seen = (await see(app, f"cases/{question.question_id}", headers)).json()
    assert (seen["theme"], seen["provider_kind"]) == (NEWER, NEWER)
    page = (await app.client.get(await path_of(app, requested.handover_id))).text
    assert "Iets anders heeft een vraag over iets anders." in page
    assert NEWER not in page


@pytest.mark.parametrize("wish", [{}, {"order": "changed"}, {"overdue": True}])
async def test_who_sees_everything_sees_the_cases_with_a_newer_theme_too(
    app: Running, wish: dict[str, Any]
) -> None:
    await settle(app, rule_entry())
    await app.hear(newer(theme=NEWER), received())
    app.now = MONDAY + timedelta(days=30)
    national = app.token("service")
    of_one_place = as_coordinator(app)
    for headers in (national, of_one_place):
        cases = await listed(app, headers, **wish)
        assert {case["theme"] for case in cases} == {NEWER, "volunteers"}


@pytest.mark.requirement("P20")
async def test_on_a_newer_ground_nothing_is_shared_until_a_release_knows_it(app: Running) -> None:
    await settle(app, rule_entry())
    await app.hear(newer(consent=NEWER))
    assert not await app.announced_of(HandoverRequested)
    (escalated,) = await app.announced_of(EscalationStarted)
    assert escalated.reason == "no_consent"


async def test_nobody_declines_for_a_reason_that_is_not_in_the_list(app: Running) -> None:
    await settle(app, rule_entry())
    await app.hear(received())
    (requested,) = await app.announced_of(HandoverRequested)
    answer = await take(app, requested.handover_id, {"step": "decline", "reason": NEWER})
    assert answer.status_code == 400
    assert "'no_capacity'" in answer.text


async def test_nothing_that_is_shown_breaks_on_a_newer_code(app: Running) -> None:
    await settle(app, rule_entry())
    codes = {"theme": NEWER, "provider_kind": NEWER, "kind": NEWER, "channel": NEWER}
    questions = [newer(**codes) for _ in range(7)]
    await app.hear(*questions)
    await app.hear(*facts_with_newer_codes(ProviderRegistered))
    requested = (await app.announced_of(HandoverRequested))[0]
    ids = {"question_id": requested.question_id, "handover_id": requested.handover_id}
    answers = [answer async for answer in every_page(app, ids, TOWN)]
    assert [str(answer.url) for answer in answers if answer.status_code >= 500] == []
    assert sum(NEWER in answer.text for answer in answers) > 10
