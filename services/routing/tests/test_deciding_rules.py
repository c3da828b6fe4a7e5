"""What a decision tells of itself: who did what, why, what was compared, by when (S1, P27)."""

from dataclasses import replace

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import (
    HandoverMode,
    Theme,
)
from routing.case.decision import SYSTEM, StepTaken
from routing.case.explanation_record import Basis, ComparedCandidate, ExplanationRecord, Ground
from routing.case.move import Move, take
from routing.case.next_action import NextAction, next_action_of
from routing.case.states import Party, State, Term
from routing.case.steps import Step
from routing.handovers.domain.advance import (
    advance,
    end,
    resume_with_information,
    stop,
)
from routing.handovers.domain.ask import assign
from routing_decisions import (
    AROUND,
    BY_RULE,
    COORDINATOR,
    FIRST_ACTS,
    escalations_of,
    requested,
    stepped,
    steps_of,
)
from routing_town import (
    COUNCIL,
    DESK,
    FIRST,
    MONDAY,
    OFFICE,
    SECOND,
    TERMS,
    case,
    context,
    rule,
)


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
