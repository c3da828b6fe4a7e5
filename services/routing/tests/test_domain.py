"""The steps of a handover, and what becomes of its question."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from chassis.http.caller import Role
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import (
    ColdReason,
    EscalationReason,
    HandoverOutcome,
    IntroductionMeans,
    ReceiverKind,
    Theme,
)
from routing.case.decision import SYSTEM, Case, Decision, EscalationRaised, StepTaken
from routing.case.handover import Handover
from routing.case.move import Move, possible_steps, take
from routing.case.next_action import next_action_of
from routing.case.question import Waiting
from routing.case.states import ENDED, RUNS_IN, Party, State, Term
from routing.case.steps import ALLOWED, Step
from routing.case_page.visibility import CaseSight
from routing.handovers.domain.advance import (
    advance,
    end,
    on_decision_term_ended,
    on_term_ended,
    reopen,
    unmerge,
)
from routing.handovers.domain.ask import assign
from routing.shared.scope import Scope
from routing_town import COUNCIL, DESK, FIRST, FOURTH, MONDAY, SECOND, TERMS, case, context, rule

TO_THE_END = (Step.ACKNOWLEDGE, Step.ACCEPT, Step.MAKE_CONTACT, Step.REPORT_PROGRESS)


def move(step: Step) -> Move:
    """With all that any step needs."""
    return Move(
        step=step,
        reason="no_capacity",
        receiver_kind=ReceiverKind.PERSON,
        receiver_ref="vault",
        introduction=IntroductionMeans.CONVERSATION,
        outcome=HandoverOutcome.HELPED,
    )


def requested(**of_question: object) -> Case:
    return assign(case(**of_question), context(rule())).case


def current(some: Case) -> Handover:
    assert some.open is not None
    return some.open


def after(some: Case, *steps: Step, days: int = 0) -> Decision:
    """All of these steps, `days` after Monday."""
    around = context(rule(), now=MONDAY + timedelta(days=days))
    decision = Decision(some)
    for step in steps:
        handover = current(decision.case)
        decision = decision.then(advance(decision.case, handover, move(step), SYSTEM, around))
    return decision


def completed(**of_question: object) -> Handover:
    decision = after(requested(**of_question), *TO_THE_END, Step.COMPLETE)
    return decision.case.handovers[0]


@pytest.mark.parametrize(
    "step",
    [
        Step.ACCEPT,
        Step.DECLINE,
        Step.EXPIRE,
        Step.MAKE_CONTACT,
        Step.PUT_ON_HOLD,
        Step.RETURN,
        Step.COMPLETE,
        Step.FAIL,
    ],
)
def test_a_step_without_what_it_needs_is_refused(step: Step) -> None:
    state = next(state for state in State if step in ALLOWED[state])
    handover = replace(completed(), state=state)
    with pytest.raises(IllegalTransition):
        take(handover, Move(step=step), MONDAY, context().due)


@pytest.mark.requirement("P01")
def test_every_open_state_has_an_owner_an_action_and_a_clock() -> None:
    for state in State:
        assert (state in RUNS_IN) is (state not in ENDED)
    steps = (*TO_THE_END, Step.PUT_ON_HOLD, Step.RESUME, Step.REQUEST_CANCELLATION)
    for count in range(len(steps)):
        turn = next_action_of(current(after(requested(), *steps[:count]).case))
        assert turn is not None
        assert turn.by > MONDAY


def test_who_asked_is_to_tell_more_and_the_desk_where_nobody_did() -> None:
    told_by = [
        next_action_of(current(after(some, Step.ACKNOWLEDGE, Step.REQUEST_INFORMATION).case))
        for some in (requested(), requested(received_by_organisation_id=None))
    ]
    assert [turn and turn.organisation_id for turn in told_by] == [COUNCIL, DESK]
    assert [turn and turn.owner for turn in told_by] == [Party.SENDER, Party.SENDER]


def test_who_is_told_more_gets_the_whole_terms_again() -> None:
    told = after(requested(), Step.ACKNOWLEDGE, Step.REQUEST_INFORMATION).case
    told = after(told, Step.PROVIDE_INFORMATION, days=3).case
    later = MONDAY + timedelta(days=3)
    assert current(told).state is State.REQUESTED
    assert current(told).clocks == {
        term: later + TERMS[term] for term in (Term.ACKNOWLEDGEMENT, Term.REPLY)
    }


def test_nothing_that_was_not_begun_can_be_completed_by_way_of_a_cancellation() -> None:
    early = after(requested(), Step.ACKNOWLEDGE, Step.REQUEST_CANCELLATION).case
    late = after(requested(), *TO_THE_END, Step.REQUEST_CANCELLATION).case
    assert Step.COMPLETE not in possible_steps(current(early))
    assert Step.COMPLETE in possible_steps(current(late))


@pytest.mark.requirement("P18")
def test_a_handover_with_all_that_makes_it_warm_is_warm() -> None:
    assert completed().warm


@pytest.mark.requirement("P18")
def test_a_cold_handover_says_what_was_missing() -> None:
    by_form = completed(received_by_organisation_id=None)
    assert (by_form.from_organisation_id, by_form.warm) == (DESK, True)
    desk_itself = context(rule(DESK))
    some = assign(case(received_by_organisation_id=None), desk_itself).case
    for step in (*TO_THE_END, Step.COMPLETE):
        some = advance(some, current(some), move(step), SYSTEM, desk_itself).case
    without = some.handovers[0]
    assert not without.warm
    assert without.cold_because == (ColdReason.NO_FEEDBACK_TO_SENDER,)


@pytest.mark.requirement("P18")
def test_contact_after_the_term_makes_a_handover_cold() -> None:
    accepted = after(requested(), Step.ACKNOWLEDGE, Step.ACCEPT).case
    late = after(accepted, Step.MAKE_CONTACT, Step.REPORT_PROGRESS, Step.COMPLETE, days=6)
    assert late.case.handovers[0].cold_because == (ColdReason.CONTACT_TOO_LATE,)


@pytest.mark.parametrize("step", [Step.DECLINE, Step.RETURN])
def test_who_will_not_have_it_is_followed_by_the_next(step: Step) -> None:
    first = (Step.ACKNOWLEDGE,) if step is Step.DECLINE else (Step.ACKNOWLEDGE, Step.ACCEPT)
    decision = after(requested(), *first, step)
    assert [h.to_organisation_id for h in decision.case.handovers] == [FIRST, SECOND]
    assert current(decision.case).attempt == 2


def test_a_term_that_ends_unanswered_escalates_and_asks_the_next() -> None:
    asked = requested()
    later = context(rule(), now=MONDAY + timedelta(days=1))
    decision = on_term_ended(asked, current(asked), Term.ACKNOWLEDGEMENT, later)
    expired, escalated, next_one = decision.happenings
    assert isinstance(expired, StepTaken)
    assert (expired.handover.state, expired.reason) == (State.EXPIRED, "acknowledgement")
    assert isinstance(escalated, EscalationRaised)
    assert (escalated.reason, escalated.level) == (EscalationReason.EXPIRED, 1)
    assert isinstance(next_one, StepTaken)
    assert next_one.handover.to_organisation_id == SECOND


def test_a_step_at_the_last_moment_wins_from_the_clock() -> None:
    acknowledged = after(requested(), Step.ACKNOWLEDGE).case
    later = context(rule(), now=MONDAY + timedelta(days=1))
    decision = on_term_ended(acknowledged, current(acknowledged), Term.ACKNOWLEDGEMENT, later)
    assert decision == Decision(acknowledged)


def test_no_contact_in_time_is_escalated_again_and_higher_and_the_handover_stays() -> None:
    some = after(requested(), Step.ACKNOWLEDGE, Step.ACCEPT).case
    levels = []
    for days in (5, 10, 15):
        around = context(rule(), now=MONDAY + timedelta(days=days))
        decision = on_term_ended(some, current(some), Term.CONTACT, around)
        [escalated] = decision.happenings
        assert isinstance(escalated, EscalationRaised)
        assert escalated.reason is EscalationReason.NO_CONTACT_IN_TIME
        levels.append(escalated.level)
        some = decision.case
    assert levels == [1, 2, 2]
    assert current(some).state is State.ACCEPTED


def test_after_three_refusals_a_person_decides() -> None:
    decision = after(requested(), *(Step.ACKNOWLEDGE, Step.DECLINE) * 3)
    assert decision.case.open is None
    assert decision.case.question.waiting is Waiting.ATTEMPTS_USED_UP
    last = decision.happenings[-1]
    assert isinstance(last, EscalationRaised)
    assert last.reason is EscalationReason.ATTEMPTS_USED_UP


def test_who_let_it_expire_or_refused_it_is_not_asked_again_when_it_is_unmerged() -> None:
    some = assign(case(), context(rule(FIRST))).case
    some = after(some, Step.ACKNOWLEDGE).case
    around = context(rule(FIRST))
    some = advance(some, current(some), move(Step.DECLINE), SYSTEM, around).case
    again = unmerge(end(some, around).case, around)
    assert again.case.open is None
    assert again.case.question.waiting is Waiting.NO_RESPONDER


def test_what_did_not_help_is_for_the_desk() -> None:
    some = after(requested(), *TO_THE_END, Step.COMPLETE).case
    again = reopen(end(some, context(rule())).case, context(rule()))
    assert (again.case.open, again.case.question.waiting) == (None, Waiting.REOPENED)
    [escalated] = again.happenings
    assert isinstance(escalated, EscalationRaised)
    assert (escalated.reason, escalated.to_organisation_id) == ("reopened", DESK)
    still_open = requested()
    assert reopen(still_open, context(rule())) == Decision(still_open)
    assert unmerge(still_open, context(rule())) == Decision(still_open)
    precise = rule(theme=Theme.VOLUNTEERS, escalate_to_organisation_id=FOURTH)
    [by_rule] = reopen(case(ended=True), context(rule(), precise)).happenings
    assert isinstance(by_rule, EscalationRaised)
    assert by_rule.to_organisation_id == FOURTH


def test_a_question_that_nobody_decides_about_is_escalated_higher() -> None:
    waiting = after(requested(), *(Step.ACKNOWLEDGE, Step.DECLINE) * 3).case
    later = context(rule(), now=MONDAY + timedelta(days=2))
    decision = on_decision_term_ended(waiting, later)
    [escalated] = decision.happenings
    assert isinstance(escalated, EscalationRaised)
    assert (escalated.level, escalated.to_organisation_id) == (2, DESK)


@pytest.mark.parametrize("step", [Step.FAIL, Step.CONFIRM_CANCELLATION])
def test_a_question_whose_handover_came_to_nothing_is_for_a_person(step: Step) -> None:
    way = {Step.FAIL: TO_THE_END, Step.CONFIRM_CANCELLATION: (Step.REQUEST_CANCELLATION,)}
    decision = after(requested(), *way[step], step)
    assert decision.case.question.waiting in {Waiting.FAILED, Waiting.CANCELLED}
    assert isinstance(decision.happenings[-1], EscalationRaised)


def test_the_versions_of_a_handover_count_its_facts() -> None:
    decision = after(requested(), *TO_THE_END, Step.PUT_ON_HOLD, Step.RESUME, Step.COMPLETE)
    versions = [one.handover.version for one in decision.happenings if isinstance(one, StepTaken)]
    assert all(second == first + 1 for first, second in pairwise([1, *versions]))


@pytest.mark.requirement("P03")
def test_who_has_no_organisation_is_not_the_sender_of_what_came_by_the_form() -> None:
    by_form = case(received_by_organisation_id=None)
    system = Scope(None, None, frozenset({Role.SERVICE}))
    assert CaseSight(by_form, system).party is None
    council = Scope(COUNCIL, frozenset(), frozenset({Role.PARTNER}))
    assert CaseSight(case(), council).party == "sender"
    assert CaseSight(by_form, council).party is None
    assert not CaseSight(by_form, council).anything
