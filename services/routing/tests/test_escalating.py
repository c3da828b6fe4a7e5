"""Escalation goes somewhere, and ends: through the public faces (S1, P17)."""

from datetime import timedelta

import pytest
from chassis.process.testing import Running
from contracts.passing_on import EscalationStarted
from contracts.routing import HandoverCancelled
from routing_people import HELPED, as_coordinator, asked, see, take_all
from routing_town import DESK, MONDAY, TOWN, clocks, received, rule_entry, settle


@pytest.mark.requirement("P17")
async def test_what_nobody_decides_about_ends_on_the_list_of_the_administrator(
    app: Running,
) -> None:
    await settle(app, rule_entry())
    question = received(consent="not_asked")
    await app.hear(question)
    administrator = app.token("administrator", municipalities=[TOWN])
    assert (await see(app, "unattended-questions", administrator)).json() == []
    for days in (3, 6, 9, 12, 365):
        await app.ring(MONDAY + timedelta(days=days))
    escalated = await app.announced_of(EscalationStarted)
    assert [each.level for each in escalated] == [1, 2, 3]
    assert await clocks(app) == set()
    (listed,) = (await see(app, "unattended-questions", administrator)).json()
    assert (listed["question_id"], listed["waiting"]) == (str(question.question_id), "no_consent")
    elsewhere = app.token("administrator", municipalities=["GM0758"])
    assert (await see(app, "unattended-questions", elsewhere)).json() == []
    assert (await see(app, "unattended-questions", as_coordinator(app))).status_code == 403


@pytest.mark.requirement("P17")
async def test_who_accepted_and_does_nothing_loses_the_question_to_the_desk(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED[:2])
    for days in range(10, 100, 10):
        await app.ring(MONDAY + timedelta(days=days))
        if await app.announced_of(HandoverCancelled):
            break
    assert len(await app.announced_of(HandoverCancelled)) == 1
    last = (await app.announced_of(EscalationStarted))[-1]
    assert (last.reason, last.to_organisation_id) == ("no_response", DESK)
    shown = (
        await see(app, f"questions/{requested.question_id}/handovers", as_coordinator(app))
    ).json()
    assert shown["waiting"] == "no_response"
