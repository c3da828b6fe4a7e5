"""The desk takes back or reclassifies, and a receiver rights a theme: through the public faces."""

import pytest
from chassis.process.testing import Running
from contracts.intake import (
    QuestionAnswered,
    QuestionClassified,
    QuestionReopened,
    QuestionTakenBack,
)
from contracts.partners import HandoverReplied
from contracts.passing_on import EscalationStarted
from contracts.routing import HandoverCancelled, HandoverDeclined, HandoverRequested
from routing_links import path_of, reply
from routing_people import HELPED, as_coordinator, asked, see, take, take_all
from routing_town import DESK, FIRST, SECOND, later, received, rule_entry, settle

VOLUNTEERS = rule_entry(FIRST, theme="volunteers")
SPACE = rule_entry(SECOND, theme="space")
TO_SPACE = {"theme": "space", "previous_theme": "volunteers"}


@pytest.mark.requirement("P03")
async def test_what_the_desk_takes_back_leaves_the_receiver_and_waits_for_the_desk(
    app: Running,
) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED[:3])
    question = received(question_id=requested.question_id)
    await app.hear(later(question, QuestionTakenBack))
    (cancelled,) = await app.announced_of(HandoverCancelled)
    assert cancelled.to_organisation_id == FIRST
    assert not await app.announced_of(EscalationStarted)
    shown = (
        await see(app, f"questions/{question.question_id}/handovers", as_coordinator(app))
    ).json()
    assert shown["waiting"] == "taken_back"
    path = f"/v1/questions/{question.question_id}/reroutes"
    entry = {"to_organisation_id": str(SECOND), "reason": "other"}
    again = await app.client.post(path, json=entry, headers=as_coordinator(app))
    assert again.status_code == 201, again.text
    _, second = await app.announced_of(HandoverRequested)
    assert second.to_organisation_id == SECOND


@pytest.mark.requirement("P03")
async def test_a_question_that_gets_another_theme_goes_to_who_is_for_that(app: Running) -> None:
    await settle(app, VOLUNTEERS, SPACE)
    question = received()
    await app.hear(question)
    await app.hear(later(question, QuestionClassified, **TO_SPACE))
    first, second = await app.announced_of(HandoverRequested)
    assert (first.to_organisation_id, second.to_organisation_id) == (FIRST, SECOND)
    assert second.theme == "space"
    (cancelled,) = await app.announced_of(HandoverCancelled)
    assert cancelled.handover_id == first.handover_id


@pytest.mark.requirement("P01")
async def test_a_receiver_says_what_the_question_is_about_and_it_goes_on_under_that(
    app: Running,
) -> None:
    await settle(app, VOLUNTEERS, SPACE)
    question = received()
    await app.hear(question)
    (first,) = await app.announced_of(HandoverRequested)
    decline = {"step": "decline", "reason": "wrong_theme", "right_theme": "space"}
    assert (await take(app, first.handover_id, decline)).status_code == 200
    (declined,) = await app.announced_of(HandoverDeclined)
    assert (declined.reason, declined.right_theme) == ("wrong_theme", "space")
    second = (await app.announced_of(HandoverRequested))[-1]
    assert (second.to_organisation_id, second.theme) == (SECOND, "space")
    await app.hear(later(question, QuestionClassified, **TO_SPACE))
    assert len(await app.announced_of(HandoverRequested)) == 2


@pytest.mark.requirement("P01")
async def test_a_wrong_theme_goes_to_the_desk_when_the_receiver_does_not_know_the_right_one(
    app: Running,
) -> None:
    requested = await asked(app)
    await take(app, requested.handover_id, {"step": "decline", "reason": "wrong_theme"})
    (escalated,) = await app.announced_of(EscalationStarted)
    assert (escalated.reason, escalated.to_organisation_id) == ("wrong_theme", DESK)
    assert len(await app.announced_of(HandoverRequested)) == 1


@pytest.mark.requirement("P18")
async def test_a_reopened_question_goes_to_the_desk_which_may_choose_the_same_helper(
    app: Running,
) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED)
    question = received(question_id=requested.question_id)
    await app.hear(later(question, QuestionAnswered, outcome="helped"))
    await app.hear(later(question, QuestionReopened, version=3))
    (escalated,) = await app.announced_of(EscalationStarted)
    assert (escalated.reason, escalated.to_organisation_id) == ("reopened", DESK)
    path = f"/v1/questions/{question.question_id}/reroutes"
    entry = {"to_organisation_id": str(FIRST), "reason": "other"}
    again = await app.client.post(path, json=entry, headers=as_coordinator(app))
    assert again.status_code == 201, again.text
    to = [each.to_organisation_id for each in await app.announced_of(HandoverRequested)]
    assert to == [FIRST, FIRST]


@pytest.mark.requirement("P01")
async def test_by_the_link_too_a_receiver_can_say_what_the_question_is_about(app: Running) -> None:
    await settle(app, VOLUNTEERS, SPACE)
    await app.hear(received())
    (first,) = await app.announced_of(HandoverRequested)
    path = await path_of(app, first.handover_id)
    assert "Kies waar de vraag dan over gaat" in (await app.client.get(path)).text
    filled = {"step": "decline", "reason": "wrong_theme", "right_theme": "space"}
    assert (await reply(app, path, filled)).status_code == 200
    assert (await app.announced_of(HandoverRequested))[-1].to_organisation_id == SECOND


@pytest.mark.requirement("P01")
async def test_by_an_event_too_a_receiver_can_say_what_the_question_is_about(app: Running) -> None:
    await settle(app, VOLUNTEERS, SPACE)
    await app.hear(received())
    (first,) = await app.announced_of(HandoverRequested)
    reply_of_first = HandoverReplied(
        handover_id=first.handover_id, step="decline", reason="wrong_theme", right_theme="space"
    )
    await app.submit("ab", reply_of_first)
    (declined,) = await app.announced_of(HandoverDeclined)
    assert declined.right_theme == "space"
    assert (await app.announced_of(HandoverRequested))[-1].to_organisation_id == SECOND
