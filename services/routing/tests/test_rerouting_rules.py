"""A person sends a question to somebody else, or lets the rules decide again (S1, P15)."""

from dataclasses import replace
from uuid import UUID

import pytest
from contracts.vocabulary import (
    ConsentGround,
    HandoverMode,
    OrganisationKind,
    PlatformLevel,
    Theme,
)
from routing.assignment.domain.network import Network
from routing.assignment.domain.partner import Partner
from routing.case.decision import Case
from routing.case.explanation_record import Basis, ComparedCandidate, ExplanationRecord, Ground
from routing.case.move import Move
from routing.case.question import Waiting
from routing.case.steps import Step
from routing.handovers.domain.advance import (
    advance,
)
from routing.handovers.domain.ask import assign
from routing.handovers.domain.reroute import CannotReroute, Refusal, Reroute, reroute
from routing_decisions import (
    AROUND,
    BY_RULE,
    COORDINATOR,
    FIRST_ACTS,
    requested,
    stepped,
    steps_of,
)
from routing_town import (
    FIRST,
    FOURTH,
    MONDAY,
    OFFICE,
    SECOND,
    THIRD,
    TOWN,
    case,
    context,
    rule,
)


def wanted(to: UUID | None) -> Reroute:
    return Reroute(reroute_id=UUID(int=90), to_organisation_id=to, reason="other")


@pytest.mark.requirement("P15")
def test_who_is_named_by_a_person_is_asked_on_that_ground_after_the_other_was_told() -> None:
    precise = rule(
        FIRST,
        theme=Theme.VOLUNTEERS,
        escalate_to_organisation_id=OFFICE,
        mode=HandoverMode.COLD,
    )
    around = context(rule(SECOND), precise)
    some = assign(case(), around).case
    decision = reroute(some, wanted(THIRD), COORDINATOR, around)
    cancelled, request = steps_of(decision)
    assert (cancelled.step, cancelled.actor, cancelled.reason) == (
        Step.CANCEL,
        COORDINATOR,
        "other",
    )
    assert (request.actor, request.handover.to_organisation_id) == (COORDINATOR, THIRD)
    handover = request.handover
    assert (handover.escalate_to_organisation_id, handover.mode) == (OFFICE, HandoverMode.COLD)
    assert handover.attempt == 2
    ground = Ground(Basis.PERSON, UUID(int=90), 1)
    assert decision.considered == (
        ExplanationRecord(
            consideration_id=handover.handover_id,
            question_id=some.question.question_id,
            handover_id=handover.handover_id,
            ground=ground,
            weighed=(ComparedCandidate(THIRD, ground, None, None),),
        ),
    )
    assert (handover.rule_id, handover.rule_version) == (UUID(int=90), 1)


@pytest.mark.requirement("P15")
def test_where_nobody_is_known_to_decide_who_is_asked_decides() -> None:
    waits = case(waiting=Waiting.NO_RULE)
    (request,) = steps_of(reroute(waits, wanted(THIRD), COORDINATOR, context()))
    assert request.handover.escalate_to_organisation_id == THIRD


@pytest.mark.requirement("P15")
def test_the_rules_can_be_let_decide_again() -> None:
    cancelled, request = steps_of(reroute(requested(), wanted(None), COORDINATOR, AROUND))
    assert cancelled.step is Step.CANCEL
    assert request.handover.to_organisation_id == SECOND


PLATFORM = Partner(kind=OrganisationKind.PLATFORM, levels=frozenset({PlatformLevel.COORDINATING}))
EXECUTES = replace(PLATFORM, levels=frozenset({PlatformLevel.EXECUTING}))


def refusal(some: Case, to: UUID | None, network: Network | None = None) -> Refusal | None:
    around = context(now=MONDAY, network=network or Network({TOWN: [BY_RULE]}))
    try:
        reroute(some, wanted(to), COORDINATOR, around)
    except CannotReroute as refused:
        (told,) = refused.args
        return Refusal(told)
    return None


@pytest.mark.requirement("P15")
def test_why_a_question_cannot_be_sent_to_somebody_else() -> None:
    waits = case(waiting=Waiting.FAILED)
    assert refusal(waits, THIRD) is None
    assert refusal(requested(), THIRD) is None
    assert refusal(case(ended=True, waiting=Waiting.FAILED), THIRD) is Refusal.DONE
    assert refusal(case(), THIRD) is Refusal.DONE
    refused = case(waiting=Waiting.NO_CONSENT, consent=ConsentGround.REFUSED)
    assert refusal(refused, THIRD) is Refusal.NO_CONSENT
    assert refusal(requested(), FIRST) is Refusal.HAS_IT
    declined = stepped(requested(), Step.ACKNOWLEDGE, Step.DECLINE)
    assert refusal(declined, FIRST) is Refusal.SAID_NO
    assert refusal(declined, SECOND) is Refusal.HAS_IT
    assert refusal(declined, FOURTH) is None
    assert refusal(waits, None, Network()) is Refusal.NOBODY
    assert refusal(waits, None) is None


@pytest.mark.requirement("P04", "P15")
def test_no_person_sends_a_question_to_who_may_not_execute() -> None:
    waits = case(waiting=Waiting.FAILED)
    barred = Network({TOWN: [BY_RULE]}, partners={THIRD: PLATFORM, FOURTH: EXECUTES})
    assert refusal(waits, THIRD, barred) is Refusal.BARRED
    assert refusal(waits, FOURTH, barred) is None


@pytest.mark.requirement("P15")
def test_the_rules_ask_three_at_most_and_a_person_as_many_as_it_takes() -> None:
    three = requested()
    for _ in range(2):
        assert three.open is not None
        move = Move(step=Step.DECLINE, reason="no_capacity")
        receivers = context(rule(FIRST, SECOND, THIRD, FOURTH))
        three = advance(three, three.open, move, FIRST_ACTS, receivers).case
    assert len(three.handovers) == 3
    many = Network({TOWN: [rule(FIRST, SECOND, THIRD, FOURTH)]})
    assert refusal(three, None, many) is Refusal.USED_UP
    assert refusal(three, FOURTH, many) is None


def test_a_question_that_was_late_is_so_no_more_once_somebody_is_asked() -> None:
    late = case(waiting=Waiting.FAILED, decide_by=MONDAY, overdue_since=MONDAY, escalations=2)
    question = reroute(late, wanted(THIRD), COORDINATOR, AROUND).case.question
    assert (question.waiting, question.decide_by, question.overdue_since) == (None, None, None)
    assert question.escalations == 0
