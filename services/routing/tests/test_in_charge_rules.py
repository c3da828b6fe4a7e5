"""What becomes of a handover when the desk decides otherwise, or its theme is wrong (S1, P01)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from contracts.vocabulary import ConsentGround, Theme
from routing.assignment.domain.network import Network
from routing.case.decision import SYSTEM, Actor, Case, Decision, EscalationRaised, StepTaken
from routing.case.move import Move
from routing.case.question import Awaits, Waiting
from routing.case.states import Party, State
from routing.case.steps import Step
from routing.handovers.domain.advance import (
    advance,
    on_decision_term_ended,
    reclassify,
    take_back,
)
from routing.handovers.domain.ask import assign
from routing.handovers.domain.provider_turn import close
from routing_town import DESK, FIRST, MONDAY, SECOND, THIRD, TOWN, case, context, rule

OF_VOLUNTEERS = rule(FIRST, SECOND, theme=Theme.VOLUNTEERS)
OF_SPACE = rule(THIRD, theme=Theme.SPACE)
AROUND = context(OF_VOLUNTEERS, OF_SPACE)
IN_TWO_DAYS = MONDAY + timedelta(days=2)


def with_first() -> Case:
    return assign(case(), AROUND).case


def stepped(some: Case, *steps: Step, **others: object) -> Decision:
    decision = Decision(some)
    for step in steps:
        assert decision.case.open is not None
        move = Move(step=step, **MEMBERS.get(step, {}), **others)  # type: ignore[arg-type] # as a step needs them
        handover = decision.case.open
        actor = Actor(Party.RECEIVER, handover.to_organisation_id)
        decision = decision.then(advance(decision.case, handover, move, actor, AROUND))
    return decision


MEMBERS = {Step.ACCEPT: {"receiver_ref": "vault"}, Step.MAKE_CONTACT: {"introduction": "mail"}}
ACCEPTED = (Step.ACKNOWLEDGE, Step.ACCEPT)


def asked(decision: Decision) -> list[object]:
    """To whom requests went, in their order."""
    taken = [each for each in decision.happenings if isinstance(each, StepTaken)]
    return [each.handover.to_organisation_id for each in taken if each.step is Step.REQUEST]


@pytest.mark.requirement("P01")
@pytest.mark.parametrize("steps", [(), (Step.ACKNOWLEDGE,)])
def test_a_wrong_theme_that_nobody_rights_is_for_the_desk_and_not_for_the_next(
    steps: tuple[Step, ...],
) -> None:
    some = stepped(with_first(), *steps).case
    declined = stepped(some, Step.DECLINE, reason="wrong_theme")
    assert asked(declined) == []
    assert declined.case.question.waiting is Waiting.WRONG_THEME
    escalated = declined.happenings[-1]
    assert isinstance(escalated, EscalationRaised)
    assert (escalated.reason, escalated.to_organisation_id) == ("wrong_theme", DESK)


@pytest.mark.requirement("P01")
@pytest.mark.parametrize(
    ("before", "step"), [((), Step.DECLINE), (ACCEPTED, Step.RETURN)], ids=["declined", "returned"]
)
def test_under_the_theme_that_the_receiver_names_the_question_goes_on(
    before: tuple[Step, ...], step: Step
) -> None:
    some = stepped(with_first(), *before).case
    decision = stepped(some, step, reason="wrong_theme", right_theme=Theme.SPACE)
    assert asked(decision) == [THIRD]
    assert decision.case.question.theme is Theme.SPACE
    told = [each.right_theme for each in decision.happenings if isinstance(each, StepTaken)]
    assert Theme.SPACE in told
    again = reclassify(decision.case, Theme.SPACE, AROUND)
    assert again == Decision(decision.case)


@pytest.mark.requirement("P01")
def test_the_same_theme_is_no_other_theme() -> None:
    decision = stepped(
        with_first(), Step.DECLINE, reason="wrong_theme", right_theme=Theme.VOLUNTEERS
    )
    assert decision.case.question.waiting is Waiting.WRONG_THEME


@pytest.mark.requirement("P01")
def test_a_theme_beside_another_reason_changes_nothing() -> None:
    decision = stepped(with_first(), Step.DECLINE, reason="no_capacity", right_theme=Theme.SPACE)
    assert asked(decision) == [SECOND]
    assert decision.case.question.theme is Theme.VOLUNTEERS
    told = {each.right_theme for each in decision.happenings if isinstance(each, StepTaken)}
    assert told == {None}


@pytest.mark.requirement("P01")
def test_what_waits_for_its_theme_goes_on_when_it_is_named_and_not_when_the_term_ends() -> None:
    waits = stepped(with_first(), Step.DECLINE, reason="wrong_theme").case
    later = context(OF_VOLUNTEERS, OF_SPACE, now=IN_TWO_DAYS)
    [escalated] = on_decision_term_ended(waits, later).happenings
    assert isinstance(escalated, EscalationRaised)
    assert (escalated.level, escalated.reason) == (2, "wrong_theme")
    assert asked(reclassify(waits, Theme.SPACE, AROUND)) == [THIRD]
    nobody = reclassify(waits, Theme.FINANCE, AROUND)
    assert nobody.case.question.waiting is Waiting.NO_RULE


@pytest.mark.requirement("P03")
@pytest.mark.parametrize(
    "steps", [(), (Step.ACKNOWLEDGE,), (Step.ACKNOWLEDGE, Step.REQUEST_INFORMATION)]
)
def test_who_was_only_asked_loses_a_question_about_another_theme_to_who_is_for_that(
    steps: tuple[Step, ...],
) -> None:
    some = stepped(with_first(), *steps).case
    decision = reclassify(some, Theme.SPACE, AROUND)
    cancelled, _ = decision.happenings
    assert isinstance(cancelled, StepTaken)
    assert (cancelled.step, cancelled.handover.to_organisation_id) == (Step.CANCEL, FIRST)
    assert asked(decision) == [THIRD]


@pytest.mark.requirement("P03")
def test_who_accepted_a_question_keeps_it_under_another_theme() -> None:
    for steps in (ACCEPTED, (*ACCEPTED, Step.MAKE_CONTACT)):
        some = stepped(with_first(), *steps).case
        decision = reclassify(some, Theme.SPACE, AROUND)
        assert decision.happenings == ()
        assert decision.case.handovers == some.handovers
        assert decision.case.question.theme is Theme.SPACE


@pytest.mark.requirement("P03")
def test_who_would_be_asked_again_keeps_the_question() -> None:
    same = context(rule(FIRST, SECOND))
    some = assign(case(), same).case
    decision = reclassify(some, Theme.SPACE, same)
    assert (decision.happenings, decision.case.handovers) == ((), some.handovers)
    second = context(rule(SECOND, FIRST, theme=Theme.SPACE), OF_VOLUNTEERS)
    assert asked(reclassify(some, Theme.SPACE, second)) == [SECOND]
    declined = stepped(some, Step.DECLINE, reason="no_capacity").case
    assert reclassify(declined, Theme.SPACE, same).happenings == ()
    nobody = reclassify(some, Theme.FINANCE, context(OF_VOLUNTEERS))
    assert nobody.case.open is None
    assert nobody.case.question.waiting is Waiting.NO_RULE


def test_another_theme_of_what_waits_for_a_person_or_has_ended_is_only_noted() -> None:
    failed = case(waiting=Waiting.FAILED, decide_by=MONDAY)
    for some in (failed, case(ended=True)):
        expected = Case(replace(some.question, theme=Theme.SPACE))
        assert reclassify(some, Theme.SPACE, AROUND) == Decision(expected)


@pytest.mark.requirement("P03")
@pytest.mark.parametrize("steps", [(), ACCEPTED, (*ACCEPTED, Step.MAKE_CONTACT)])
def test_who_has_what_the_desk_takes_back_is_told_and_the_desk_has_a_term(
    steps: tuple[Step, ...],
) -> None:
    some = stepped(with_first(), *steps).case
    decision = take_back(some, AROUND)
    [cancelled] = decision.happenings
    assert isinstance(cancelled, StepTaken)
    assert (cancelled.step, cancelled.handover.state) == (Step.CANCEL, State.CANCELLED)
    assert cancelled.actor == SYSTEM
    question = decision.case.question
    assert (question.waiting, question.decide_by) == (Waiting.TAKEN_BACK, IN_TWO_DAYS)
    later = context(OF_VOLUNTEERS, now=IN_TWO_DAYS)
    [escalated] = on_decision_term_ended(decision.case, later).happenings
    assert isinstance(escalated, EscalationRaised)
    assert (escalated.level, escalated.reason) == (1, "taken_back")


@pytest.mark.requirement("P03")
def test_what_was_taken_back_waits_for_nobody_else() -> None:
    asks = case(awaits=Awaits.INFORMATION, awaits_until=MONDAY, waiting=Waiting.NO_RULE)
    question = take_back(asks, AROUND).case.question
    assert (question.awaits, question.awaits_until) == (None, None)
    ended = close(with_first(), AROUND).case
    assert take_back(ended, AROUND) == Decision(ended)


def test_no_new_rule_takes_from_the_desk_what_it_took_back() -> None:
    taken = take_back(with_first(), context()).case
    network = Network({TOWN: [OF_VOLUNTEERS]})
    later = context(now=IN_TWO_DAYS, network=network)
    assert asked(on_decision_term_ended(taken, later)) == []
    without = replace(taken.question, consent=ConsentGround.REFUSED)
    assert assign(Case(without, taken.handovers), later).case.question.waiting == "no_consent"
