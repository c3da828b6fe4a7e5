"""When it is up to the provider, until when, and what ends that (S1, P17)."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from contracts.vocabulary import ConsentGround
from routing.case.decision import SYSTEM, Case, Decision, EscalationRaised, StepTaken
from routing.case.move import Move
from routing.case.question import Awaits, Waiting
from routing.case.states import State
from routing.case.steps import Step
from routing.handovers.domain.advance import advance
from routing.handovers.domain.ask import assign
from routing.handovers.domain.provider_turn import (
    answer,
    ask_provider,
    close,
    confirm_contact,
    on_information_provided,
    on_provider_silent,
    record_consent,
    settle_provider_turn,
)
from routing_town import MONDAY, case, context, rule

IN_15_DAYS, IN_10_DAYS = MONDAY + timedelta(days=15), MONDAY + timedelta(days=10)
WITH_A_RULE = context(rule())


def handed_over() -> Case:
    return assign(case(), WITH_A_RULE).case


def waiting(**others: object) -> Case:
    return case(waiting=Waiting.NO_RULE, decide_by=IN_10_DAYS, escalations=1, **others)


def stepped(some: Case, step: Step) -> Case:
    assert some.open is not None
    move = Move(step=step)
    return advance(some, some.open, move, SYSTEM, WITH_A_RULE).case


def turn(some: Case) -> tuple[Awaits | None, object]:
    return some.question.awaits, some.question.awaits_until


@pytest.mark.requirement("P17")
def test_a_provider_who_is_asked_has_a_term_and_its_answer_or_silence_ends_it() -> None:
    some = ask_provider(waiting(), MONDAY, context()).case
    assert turn(some) == (Awaits.INFORMATION, IN_15_DAYS)
    assert some.question.waiting is Waiting.NO_RULE
    told = on_information_provided(some, context())
    assert (turn(told.case), told.happenings) == ((None, None), ())
    early = context(now=IN_15_DAYS - timedelta(microseconds=1))
    assert on_provider_silent(some, early) == Decision(some)
    silent = on_provider_silent(some, context(now=IN_15_DAYS))
    assert (turn(silent.case), silent.happenings) == ((None, None), ())
    assert silent.case.question.waiting is Waiting.NO_RULE


@pytest.mark.requirement("P17")
def test_silence_about_what_nobody_asked_changes_nothing() -> None:
    for some in (waiting(), case(awaits=Awaits.CHECK, awaits_until=MONDAY)):
        assert on_provider_silent(some, WITH_A_RULE) == Decision(some)


@pytest.mark.requirement("P17")
def test_who_asked_to_know_more_is_asked_again_once_the_provider_told_it() -> None:
    asked = stepped(stepped(handed_over(), Step.ACKNOWLEDGE), Step.REQUEST_INFORMATION)
    decision = on_information_provided(ask_provider(asked, MONDAY, WITH_A_RULE).case, WITH_A_RULE)
    assert decision.case.open is not None
    assert decision.case.open.state is State.REQUESTED
    assert turn(decision.case) == (None, None)


@pytest.mark.requirement("P17")
def test_an_answer_ends_the_handover_and_leaves_the_provider_to_say_whether_it_helped() -> None:
    decision = answer(handed_over(), MONDAY, WITH_A_RULE)
    assert turn(decision.case) == (Awaits.CHECK, IN_10_DAYS)
    assert (decision.case.question.ended, decision.case.open) == (True, None)
    (cancelled,) = decision.happenings
    assert isinstance(cancelled, StepTaken)
    assert cancelled.step is Step.CANCEL
    closed = close(decision.case, WITH_A_RULE)
    assert (turn(closed.case), closed.case.question.ended) == ((None, None), True)
    at_once = close(handed_over(), WITH_A_RULE)
    assert (at_once.case.open, len(at_once.happenings)) == (None, 1)


INFORMATION = {"awaits": Awaits.INFORMATION, "awaits_until": IN_15_DAYS}
CHECK = {"awaits": Awaits.CHECK, "awaits_until": IN_15_DAYS}


@pytest.mark.requirement("P17")
@pytest.mark.parametrize(
    ("some", "awaits", "until"),
    [
        (waiting(), None, None),
        (waiting(**INFORMATION), Awaits.INFORMATION, IN_15_DAYS),
        (waiting(**CHECK), None, None),
        (case(ended=True), None, None),
        (case(ended=True, **CHECK), Awaits.CHECK, IN_15_DAYS),
        (case(ended=True, **INFORMATION), None, None),
        (case(), Awaits.CHECK, IN_10_DAYS),
        (case(**INFORMATION), Awaits.CHECK, IN_10_DAYS),
        (case(**CHECK), Awaits.CHECK, IN_15_DAYS),
    ],
)
def test_what_is_left_to_the_provider_goes_with_where_the_question_stands(
    some: Case, awaits: Awaits | None, until: object
) -> None:
    settled = settle_provider_turn(Decision(some), WITH_A_RULE)
    assert turn(settled.case) == (awaits, until)
    rest = replace(some.question, awaits=None, awaits_until=None)
    assert replace(settled.case.question, awaits=None, awaits_until=None) == rest


@pytest.mark.requirement("P17")
def test_a_question_that_is_handed_over_is_not_up_to_the_provider() -> None:
    taken = handed_over()
    with_turn = ask_provider(taken, MONDAY, WITH_A_RULE).case
    settled = settle_provider_turn(Decision(with_turn), WITH_A_RULE)
    assert turn(settled.case) == (None, None)
    assert settled.case.handovers == taken.handovers
    plain = Decision(taken)
    assert settle_provider_turn(plain, WITH_A_RULE) is plain


@pytest.mark.requirement("P18")
def test_what_the_provider_says_of_contact_is_kept_with_the_handover_that_it_is_about() -> None:
    some = handed_over()
    assert some.open is not None
    about = some.open.handover_id
    said = confirm_contact(some, about, True, WITH_A_RULE)
    assert (said.happenings, said.case.handovers[0].contact_confirmed) == ((), True)
    denied = confirm_contact(some, about, False, WITH_A_RULE)
    [escalated] = denied.happenings
    assert isinstance(escalated, EscalationRaised)
    assert (escalated.reason, escalated.handover) == ("contact_denied", denied.case.open)
    ended = close(some, WITH_A_RULE).case
    late = confirm_contact(ended, about, False, WITH_A_RULE)
    assert (late.happenings, late.case.handovers[0].contact_confirmed) == ((), False)
    assert confirm_contact(some, UUID(int=99), True, WITH_A_RULE) == Decision(some)


@pytest.mark.requirement("P18")
def test_withdrawn_consent_ends_the_handover_and_the_desk_is_told() -> None:
    decision = record_consent(handed_over(), ConsentGround.WITHDRAWN, WITH_A_RULE)
    cancelled, escalated = decision.happenings
    assert isinstance(cancelled, StepTaken)
    assert (cancelled.step, cancelled.handover.consent) == (Step.CANCEL, "withdrawn")
    assert cancelled.actor == SYSTEM
    assert isinstance(escalated, EscalationRaised)
    assert (escalated.reason, escalated.level) == ("no_consent", 1)
    assert decision.case.question.waiting is Waiting.NO_CONSENT
    assert decision.case.question.consent is ConsentGround.WITHDRAWN


@pytest.mark.requirement("P18")
def test_consent_sends_on_what_waited_for_it_and_no_other() -> None:
    waits = assign(case(consent=ConsentGround.NOT_ASKED), WITH_A_RULE).case
    sent = record_consent(waits, ConsentGround.CONSENT_GIVEN, WITH_A_RULE)
    assert sent.case.open is not None
    assert sent.case.open.consent is ConsentGround.CONSENT_GIVEN
    other = record_consent(waiting(), ConsentGround.CONSENT_GIVEN, WITH_A_RULE)
    assert (other.case.open, other.happenings) == (None, ())
    again = record_consent(handed_over(), ConsentGround.CONSENT_GIVEN, WITH_A_RULE)
    assert again.happenings == ()


@pytest.mark.requirement("P18")
def test_who_has_the_question_sees_the_new_ground() -> None:
    changed = record_consent(handed_over(), ConsentGround.LEGAL_TASK, WITH_A_RULE)
    assert changed.case.open is not None
    assert (changed.case.open.consent, changed.happenings) == ("legal_task", ())


@pytest.mark.requirement("P18")
@pytest.mark.parametrize("some", [case(ended=True), case()])
def test_consent_about_what_nobody_has_is_only_noted(some: Case) -> None:
    noted = record_consent(some, ConsentGround.REFUSED, WITH_A_RULE)
    assert noted == Decision(Case(replace(some.question, consent=ConsentGround.REFUSED)))


@pytest.mark.requirement("P18")
def test_what_became_of_a_question_stays_when_consent_is_noted_after_its_end() -> None:
    ended = close(handed_over(), WITH_A_RULE).case
    noted = record_consent(ended, ConsentGround.WITHDRAWN, WITH_A_RULE)
    assert noted.case.handovers == ended.handovers
