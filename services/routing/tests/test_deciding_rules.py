"""What a decision tells of itself: who did what, why, what was compared, by when (S1, P27)."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import (
    Capacity,
    ConsentGround,
    HandoverMode,
    IntroductionMeans,
    OrganisationKind,
    PlatformLevel,
    Theme,
)
from routing.assignment.domain.capacity import Room
from routing.assignment.domain.commitments import Commitment, Duty
from routing.assignment.domain.network import Network
from routing.assignment.domain.partner import Partner
from routing.case.decision import SYSTEM, Actor, Case, Decision, EscalationRaised, StepTaken
from routing.case.explanation_record import Basis, ComparedCandidate, ExplanationRecord, Ground
from routing.case.move import Move, take
from routing.case.next_action import NextAction, next_action_of
from routing.case.question import Waiting
from routing.case.states import Party, State, Term
from routing.case.steps import Step
from routing.handovers.domain.advance import (
    advance,
    end,
    on_decision_term_ended,
    on_term_ended,
    resume_with_information,
    stop,
)
from routing.handovers.domain.ask import assign, wait
from routing.handovers.domain.reroute import CannotReroute, Refusal, Reroute, reroute
from routing_town import (
    COUNCIL,
    DESK,
    FIRST,
    FOURTH,
    MONDAY,
    OFFICE,
    SECOND,
    TERMS,
    THIRD,
    TOWN,
    case,
    context,
    rule,
)

BY_RULE = rule(FIRST, SECOND)
AROUND = context(BY_RULE)
BY_TELEPHONE = IntroductionMeans.TELEPHONE
COORDINATOR = Actor(Party.COORDINATOR, DESK)
FIRST_ACTS = Actor(Party.RECEIVER, FIRST)
DAY = timedelta(days=1)
PROGRESS = (Step.ACCEPT, Step.MAKE_CONTACT, Step.REPORT_PROGRESS)


def requested() -> Case:
    return assign(case(), AROUND).case


def stepped(some: Case, *steps: Step) -> Case:
    for step in steps:
        assert some.open is not None
        move = Move(
            step=step, reason="no_capacity", receiver_ref="vault", introduction=BY_TELEPHONE
        )
        some = advance(some, some.open, move, FIRST_ACTS, AROUND).case
    return some


def steps_of(decision: Decision) -> list[StepTaken]:
    return [each for each in decision.happenings if isinstance(each, StepTaken)]


def escalations_of(decision: Decision) -> list[EscalationRaised]:
    return [each for each in decision.happenings if isinstance(each, EscalationRaised)]


@pytest.mark.requirement("P27")
def test_who_is_asked_by_the_rules_is_asked_with_what_was_compared() -> None:
    some = case()
    decision = assign(some, AROUND)
    (taken,) = steps_of(decision)
    handover = decision.case.handovers[0]
    assert taken == StepTaken(decision.case.question, handover, Step.REQUEST, SYSTEM)
    by_rule = Ground(Basis.RULE, BY_RULE.rule_id, 1)
    assert decision.considered == (
        ExplanationRecord(
            consideration_id=handover.handover_id,
            question_id=some.question.question_id,
            handover_id=handover.handover_id,
            ground=by_rule,
            weighed=(
                ComparedCandidate(FIRST, by_rule, None, None),
                ComparedCandidate(SECOND, by_rule, "later_in_order", None),  # type: ignore[arg-type] # written out
            ),
        ),
    )
    assert (handover.rule_id, handover.rule_version) == (BY_RULE.rule_id, 1)
    load = AROUND.network.load(FIRST)
    assert load.asked_at == MONDAY


@pytest.mark.requirement("P27")
def test_where_nobody_is_left_what_was_compared_is_kept_and_the_desk_of_the_rule_decides() -> None:
    by_rule = rule(FIRST, escalate_to_organisation_id=OFFICE)
    general = rule(SECOND, theme=None)
    declined = stepped(assign(case(), context(by_rule)).case, Step.ACKNOWLEDGE)
    assert declined.open is not None
    move = Move(step=Step.DECLINE, reason="no_capacity")
    around = context(replace(by_rule, theme=Theme.VOLUNTEERS), general)
    decision = advance(declined, declined.open, move, FIRST_ACTS, context(by_rule))
    (escalated,) = escalations_of(decision)
    assert (escalated.to_organisation_id, escalated.reason) == (OFFICE, "no_responder")
    (considered,) = decision.considered
    assert [each.passed_over for each in considered.weighed] == ["asked_before"]
    assert considered.handover_id is None
    precise = assign(case(), around)
    assert precise.case.handovers[0].escalate_to_organisation_id == OFFICE


@pytest.mark.requirement("P27")
def test_the_second_who_is_asked_has_an_explanation_of_its_own() -> None:
    first = requested()
    assert first.open is not None
    move = Move(step=Step.DECLINE, reason="no_capacity")
    decision = advance(first, first.open, move, FIRST_ACTS, AROUND)
    second = decision.case.handovers[1]
    (considered,) = decision.considered
    assert considered.handover_id == second.handover_id != first.open.handover_id


def test_a_request_is_cold_where_the_rule_says_so() -> None:
    for mode in (HandoverMode.COLD, HandoverMode.WARM):
        (handover,) = assign(case(), context(rule(mode=mode))).case.handovers
        assert handover.mode is mode


def test_a_step_tells_where_the_handover_stood_and_that_it_was_seen() -> None:
    some = requested()
    assert some.open is not None
    move = Move(step=Step.DECLINE, reason="no_capacity")
    seen, declined, _ = steps_of(advance(some, some.open, move, FIRST_ACTS, AROUND))
    assert (seen.question, declined.question) == (some.question, some.question)
    assert (seen.before, declined.before) == (State.REQUESTED, State.ACKNOWLEDGED)
    assert (seen.actor, declined.actor) == (FIRST_ACTS, FIRST_ACTS)
    assert seen.handover.due_at == some.open.reply_by
    assert declined.handover.ended_at == MONDAY


def test_a_step_that_is_refused_tells_from_where_and_what_is_possible() -> None:
    some = requested()
    assert some.open is not None
    with pytest.raises(IllegalTransition) as refused:
        take(some.open, Move(step=Step.COMPLETE), MONDAY, AROUND.due)
    assert (refused.value.state, refused.value.step) == ("requested", "complete")
    assert set(refused.value.possible) == {
        "acknowledge",
        "request_information",
        "expire",
        "request_cancellation",
        "divert",
        "cancel",
    }


def test_a_step_that_lacks_what_it_needs_tells_the_same() -> None:
    some = stepped(requested(), Step.ACKNOWLEDGE)
    assert some.open is not None
    with pytest.raises(IllegalTransition) as refused:
        take(some.open, Move(step=Step.ACCEPT), MONDAY, AROUND.due)
    assert (refused.value.state, refused.value.step) == ("acknowledged", "accept")
    assert "accept" in refused.value.possible


def test_a_step_in_time_or_late_takes_the_reminders_away() -> None:
    some = requested()
    assert some.open is not None
    late = replace(some.open, reminders=2, overdue_since=MONDAY)
    seen = take(late, Move(step=Step.ACKNOWLEDGE), MONDAY, AROUND.due)
    assert (seen.reminders, seen.overdue_since) == (0, None)


def test_what_is_stopped_tells_by_whom_why_and_where_it_stood() -> None:
    some = stepped(requested(), Step.ACKNOWLEDGE)
    (cancelled,) = steps_of(stop(some, COORDINATOR, AROUND, "other"))
    assert cancelled == StepTaken(
        some.question,
        replace(some.handovers[0], state=State.CANCELLED, version=3, due_at=None, ended_at=MONDAY),
        Step.CANCEL,
        COORDINATOR,
        State.ACKNOWLEDGED,
        "other",
    )
    (ended,) = steps_of(end(some, AROUND))
    assert (ended.actor, ended.reason) == (SYSTEM, None)


def test_what_the_provider_told_goes_on_by_the_system() -> None:
    asks = stepped(requested(), Step.ACKNOWLEDGE, Step.REQUEST_INFORMATION)
    (told,) = steps_of(resume_with_information(asks, AROUND))
    assert (told.step, told.actor) == (Step.PROVIDE_INFORMATION, SYSTEM)


@pytest.mark.requirement("P01")
def test_the_next_action_names_who_acts_what_and_by_when() -> None:
    some = requested()
    assert some.open is not None
    by = MONDAY + TERMS[Term.ACKNOWLEDGEMENT]
    assert next_action_of(some.open) == NextAction(Party.RECEIVER, FIRST, Step.ACKNOWLEDGE, by)
    asks = stepped(some, Step.ACKNOWLEDGE, Step.REQUEST_INFORMATION).open
    assert asks is not None
    until = MONDAY + TERMS[Term.INFORMATION]
    expected = NextAction(Party.SENDER, COUNCIL, Step.PROVIDE_INFORMATION, until)
    assert next_action_of(asks) == expected
    nobody = replace(asks, from_organisation_id=None)
    assert next_action_of(nobody) == replace(
        expected, owner=Party.COORDINATOR, organisation_id=DESK
    )
    assert next_action_of(replace(asks, due_at=None)) is None


@pytest.mark.requirement("P17")
def test_two_escalations_of_one_handover_are_two_things_to_who_escalates_it() -> None:
    accepted = stepped(requested(), Step.ACKNOWLEDGE, Step.ACCEPT)
    seen = []
    for days in (5, 10):
        assert accepted.open is not None
        later = context(BY_RULE, now=MONDAY + days * DAY)
        decision = on_term_ended(accepted, accepted.open, Term.CONTACT, later)
        seen += escalations_of(decision)
        accepted = decision.case
    assert [each.to_organisation_id for each in seen] == [DESK, DESK]
    assert len({each.escalation_id for each in seen} - {None}) == 2


@pytest.mark.requirement("P17")
def test_who_decides_is_told_three_times_each_a_level_higher_and_not_again() -> None:
    decision, levels, now = wait(case(), Waiting.FAILED, DESK, AROUND), [], MONDAY
    for _ in range(5):
        levels += [each.level for each in escalations_of(decision)]
        now += 2 * DAY
        decision = on_decision_term_ended(decision.case, context(BY_RULE, now=now))
    assert levels == [1, 2, 3]
    question = decision.case.question
    assert (question.waiting, question.overdue_since) == (Waiting.FAILED, MONDAY + 2 * DAY)


@pytest.mark.requirement("P17")
@pytest.mark.parametrize(
    ("steps", "term", "ended"),
    [
        ((Step.ACCEPT,), Term.CONTACT, Step.RETURN),
        ((Step.ACCEPT, Step.MAKE_CONTACT), Term.PROGRESS, Step.RETURN),
        ((Step.ACCEPT, Step.MAKE_CONTACT, Step.REPORT_PROGRESS), Term.PROGRESS, Step.RETURN),
        ((*PROGRESS, Step.PUT_ON_HOLD), Term.PROGRESS, Step.RETURN),
        ((Step.REQUEST_INFORMATION,), Term.INFORMATION, Step.CANCEL),
        ((Step.REQUEST_CANCELLATION,), Term.CANCELLATION, Step.CANCEL),
    ],
)
def test_who_does_nothing_after_three_reminders_loses_the_question_to_the_desk(
    steps: tuple[Step, ...], term: Term, ended: Step
) -> None:
    some, now, reminders = stepped(requested(), Step.ACKNOWLEDGE, *steps), MONDAY, 0
    while some.open:
        now += TERMS[term]
        decision = on_term_ended(some, some.open, term, context(BY_RULE, now=now))
        some = decision.case
        reminders += some.open is not None
    assert reminders == 3
    (taken,), (escalated,) = steps_of(decision), escalations_of(decision)
    assert (taken.step, taken.actor) == (ended, SYSTEM)
    assert (escalated.reason, escalated.level, escalated.handover) == ("no_response", 1, None)
    assert escalated.to_organisation_id == DESK
    assert some.question.waiting is Waiting.NO_RESPONSE
    assert len(some.handovers) == 1


@pytest.mark.requirement("P17")
def test_who_decides_by_the_rule_hears_that_a_decision_is_late() -> None:
    precise = rule(FIRST, theme=Theme.VOLUNTEERS, escalate_to_organisation_id=OFFICE)
    waits = case(waiting=Waiting.FAILED, decide_by=MONDAY, escalations=1)
    (escalated,) = escalations_of(on_decision_term_ended(waits, context(rule(), precise)))
    assert escalated.to_organisation_id == OFFICE


@pytest.mark.requirement("P17")
def test_a_term_that_was_to_find_a_rule_and_found_that_nobody_has_room_begins_anew() -> None:
    waits = case(waiting=Waiting.NO_RULE, decide_by=MONDAY)
    closed = Partner(room=Room(capacity=Capacity.CLOSED))
    agreed = Commitment(
        ground=Ground(Basis.AGREEMENT, UUID(int=91), 1),
        organisation_id=FIRST,
        duty=Duty.EXECUTES,
    )
    network = Network(commitments={TOWN: [agreed]}, partners={FIRST: closed})
    found = on_decision_term_ended(waits, context(network=network)).case.question
    assert (found.waiting, found.overdue_since) == (Waiting.NO_RESPONDER, None)


def test_a_question_that_was_late_is_so_no_more_once_somebody_is_asked() -> None:
    late = case(waiting=Waiting.FAILED, decide_by=MONDAY, overdue_since=MONDAY, escalations=2)
    question = reroute(late, wanted(THIRD), COORDINATOR, AROUND).case.question
    assert (question.waiting, question.decide_by, question.overdue_since) == (None, None, None)
    assert question.escalations == 0


@pytest.mark.requirement("P17")
def test_progress_that_is_late_is_not_late_contact() -> None:
    asks = stepped(requested(), Step.ACKNOWLEDGE, Step.REQUEST_INFORMATION)
    assert asks.open is not None
    later = context(BY_RULE, now=MONDAY + 5 * DAY)
    (escalated,) = escalations_of(on_term_ended(asks, asks.open, Term.INFORMATION, later))
    assert escalated.reason == "expired"


@pytest.mark.requirement("P17")
def test_a_decision_that_is_late_is_escalated_from_when_it_was_due() -> None:
    due = MONDAY + 2 * DAY
    waits = assign(case(), context(rule(receivers=()))).case
    assert (waits.question.waiting, waits.question.decide_by) == (Waiting.NO_RESPONDER, due)
    early = context(rule(receivers=()), now=due - timedelta(microseconds=1))
    assert on_decision_term_ended(waits, early) == Decision(waits)
    late = on_decision_term_ended(waits, context(rule(receivers=()), now=due))
    (escalated,) = escalations_of(late)
    assert (escalated.level, escalated.to_organisation_id) == (2, DESK)
    question = late.case.question
    assert (question.overdue_since, question.decide_by) == (due, due + 2 * DAY)
    again = on_decision_term_ended(late.case, context(rule(receivers=()), now=due + 2 * DAY))
    assert again.case.question.overdue_since == due
    found = on_decision_term_ended(waits, context(rule(FIRST), now=due))
    assert [each.handover.to_organisation_id for each in steps_of(found)] == [FIRST]
    assert (found.case.question.overdue_since, found.case.question.escalations) == (None, 0)
    assert on_decision_term_ended(case(), context(now=due)).happenings == ()
    undated = case(waiting=Waiting.FAILED)
    assert len(escalations_of(on_decision_term_ended(undated, AROUND))) == 1


@pytest.mark.requirement("P17")
def test_who_decides_is_told_again_when_the_reason_changes_and_not_otherwise() -> None:
    waits = wait(case(), Waiting.FAILED, DESK, AROUND)
    assert wait(waits.case, Waiting.FAILED, DESK, AROUND) == Decision(waits.case)
    other = wait(waits.case, Waiting.CANCELLED, DESK, AROUND)
    (escalated,) = escalations_of(other)
    assert (escalated.level, other.case.question.escalations) == (1, 1)
    nobody = wait(requested(), Waiting.NO_RULE, None, AROUND)
    assert (nobody.happenings, len(nobody.case.handovers)) == ((), 1)
    later = wait(nobody.case, Waiting.NO_RULE, DESK, AROUND)
    assert len(escalations_of(later)) == 1


@pytest.mark.requirement("P18")
def test_without_consent_who_decides_by_the_rule_asks_for_it() -> None:
    precise = rule(FIRST, theme=Theme.VOLUNTEERS, escalate_to_organisation_id=OFFICE)
    around = context(rule(FIRST), precise)
    (escalated,) = escalations_of(assign(case(consent=ConsentGround.NOT_ASKED), around))
    assert escalated.to_organisation_id == OFFICE


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
