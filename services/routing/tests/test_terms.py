"""What happens when nothing happens, on PostgreSQL."""

from datetime import timedelta

from chassis.process.testing import Running
from contracts.passing_on import EscalationStarted
from contracts.routing import (
    HandoverExpired,
    HandoverRequested,
)
from contracts.vocabulary import EscalationReason
from routing_town import (
    FIRST,
    MONDAY,
    SECOND,
    THIRD,
    clocks,
    received,
    rule_entry,
    settle,
)


async def test_who_does_not_answer_in_time_is_followed_by_the_next_and_then_a_person_decides(
    app: Running,
) -> None:
    await settle(app, rule_entry())
    await app.hear(received())
    for days in (2, 4, 8):  # a weekend is not counted
        await app.ring(MONDAY + timedelta(days=days))
    requested = await app.announced_of(HandoverRequested)
    assert [one.to_organisation_id for one in requested] == [FIRST, SECOND, THIRD]
    expired = await app.announced_of(HandoverExpired)
    assert [one.unanswered for one in expired] == ["acknowledgement"] * 3
    escalated = await app.announced_of(EscalationStarted)
    used_up = EscalationReason.ATTEMPTS_USED_UP
    assert [one.reason for one in escalated] == [EscalationReason.EXPIRED] * 3 + [used_up]
    assert len({one.escalation_id for one in escalated}) == 4


async def test_both_terms_that_ended_while_the_service_was_down_expire_a_handover_once(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST))
    await app.hear(received())
    await app.ring(MONDAY + timedelta(days=30))
    assert len(await app.announced_of(HandoverExpired)) == 1
    assert {kind for kind, _ in await clocks(app)} == {"decision_term"}
