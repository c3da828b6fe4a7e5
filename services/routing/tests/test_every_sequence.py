"""Whatever people and clocks do, in whatever order: what must always hold of a question."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from contracts.vocabulary import (
    ConsentGround,
    HandoverOutcome,
    IntroductionMeans,
    ProviderKind,
    ReceiverKind,
    Theme,
)
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition
from hypothesis.stateful import rule as action
from routing.domain.case import advance, be_told_more, decide_now, end, look_again, reopen, ring
from routing.domain.happenings import SYSTEM, Case, Decision, Escalated, Stepped
from routing.domain.placing import Circumstances, place
from routing.domain.question import Question, Waiting
from routing.domain.rules import Rule
from routing.domain.states import ENDED, State, Step
from routing.domain.stepping import IllegalStep, Move, possible_steps
from routing.domain.terms import Term
from routing_town import COUNCIL, FIRST, FOURTH, MONDAY, SECOND, THIRD, given, question, rule

RULES = (
    rule(FIRST, SECOND, THIRD, FOURTH, entry_organisation_id=COUNCIL),
    rule((FIRST, SECOND), THIRD, provider_kind=ProviderKind.ENTREPRENEUR),
    rule(FOURTH, theme=Theme.SPACE),
)
MOST_ATTEMPTS = 3
MOST_RINGS = 1000
BY_THE_SYSTEM = {Step.REQUEST, Step.EXPIRE, Step.CANCEL}
moves = st.builds(
    Move,
    step=st.sampled_from(sorted(set(Step) - BY_THE_SYSTEM)),
    reason=st.sampled_from(["no_capacity", None]),
    receiver_kind=st.just(ReceiverKind.TEAM),
    receiver_ref=st.just("vault"),
    introduction=st.sampled_from(IntroductionMeans),
    outcome=st.sampled_from(HandoverOutcome),
)
questions = st.builds(
    question,
    theme=st.sampled_from([Theme.VOLUNTEERS, Theme.SPACE]),
    provider_kind=st.sampled_from(ProviderKind),
    received_by_organisation_id=st.sampled_from([COUNCIL, None]),
    consent=st.sampled_from(ConsentGround),
)
which = st.integers(min_value=0, max_value=4)


class Desk(RuleBasedStateMachine):
    """Several questions, people who take steps, and time that passes."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = MONDAY
        self.agreements: list[Rule] = list(RULES)
        self.cases: list[Case] = []
        self.said: list[Stepped] = []
        self.escalated: list[Escalated] = []

    @property
    def given(self) -> Circumstances:
        return given(*self.agreements, now=self.now)

    @initialize(asked=st.lists(questions, min_size=2, max_size=4))
    def some_ask_at_once(self, asked: list[Question]) -> None:
        for each in asked:
            self._ask(each)

    @action(asked=questions)
    def another_asks(self, asked: Question) -> None:
        self._ask(asked)

    @action(which=which, move=moves)
    def somebody_tries_a_step(self, which: int, move: Move) -> None:
        case = self.cases[which % len(self.cases)]
        for handover in case.handovers:
            try:
                decision = advance(case, handover, move, SYSTEM, self.given)
            except IllegalStep:
                continue
            self._keep(which, decision)
            return

    @action(which=which, moves=st.lists(moves, min_size=1, max_size=6), data=st.data())
    def somebody_takes_possible_steps(
        self, which: int, moves: list[Move], data: st.DataObject
    ) -> None:
        for move in moves:
            case = self.cases[which % len(self.cases)]
            if case.open is None:
                return
            possible = sorted(set(possible_steps(case.open)) - BY_THE_SYSTEM)
            step = data.draw(st.sampled_from(possible))
            full = replace(move, step=step, reason="no_capacity")
            self._keep(which, advance(case, case.open, full, SYSTEM, self.given))

    @action(which=which)
    def the_provider_tells_more(self, which: int) -> None:
        self._each(which, lambda case: be_told_more(case, self.given))

    @action(which=which)
    def the_question_ends(self, which: int) -> None:
        self._each(which, lambda case: end(case, self.given))

    @action(which=which)
    def the_question_is_reopened(self, which: int) -> None:
        self._each(which, lambda case: reopen(case, self.given))

    @precondition(lambda self: len(self.agreements) == len(RULES))
    @action()
    def a_rule_for_all_is_recorded(self) -> None:
        self.agreements.append(rule(THIRD, FOURTH))
        for place_of_it in range(len(self.cases)):
            self._each(place_of_it, lambda case: look_again(case, self.given))

    @action(days=st.integers(min_value=1, max_value=9))
    def time_passes(self, days: int) -> None:
        until = self.now + timedelta(days=days)
        for _ in range(MOST_RINGS):
            due = self._next_clock(until)
            if due is None:
                break
            self.now = max(self.now, due[0])
            self._ring(*due[1:])
        else:
            raise AssertionError("a clock rings for ever")
        self.now = until

    @invariant()
    def at_most_one_handover_of_a_question_is_open(self) -> None:
        for case in self.cases:
            assert sum(handover.open for handover in case.handovers) <= 1

    @invariant()
    def a_handover_has_ended_or_has_a_clock_that_runs(self) -> None:
        for handover in (each for case in self.cases for each in case.handovers):
            assert handover.open is bool(handover.clocks)
            assert all(ends > self.now for ends in handover.clocks.values())

    @invariant()
    def a_question_has_ended_or_somebody_has_it_or_a_person_is_to_decide(self) -> None:
        for case in self.cases:
            question = case.question
            helped = bool(case.handovers) and case.handovers[-1].state is State.COMPLETED
            owners = [question.ended, case.open is not None, question.waiting is not None]
            assert sum(owners) == 1 or (sum(owners) == 0 and helped)
            assert (question.waiting is None) is (question.decide_by is None)

    @invariant()
    def nobody_is_asked_twice_and_no_more_than_three_are_asked(self) -> None:
        for case in self.cases:
            assert len(case.tried) == len(case.handovers) <= MOST_ATTEMPTS

    @invariant()
    def after_the_last_attempt_a_person_was_told(self) -> None:
        for case in self.cases:
            if case.question.waiting is Waiting.ATTEMPTS_USED_UP:
                told = [each.question.question_id for each in self.escalated]
                assert case.question.question_id in told

    @invariant()
    def the_versions_of_each_handover_have_no_gaps(self) -> None:
        for handover in (each for case in self.cases for each in case.handovers):
            said = [one for one in self.said if one.handover.handover_id == handover.handover_id]
            assert [one.handover.version for one in said] == list(range(1, len(said) + 1))
            assert handover.version == len(said)

    @invariant()
    def nothing_happens_to_a_handover_after_its_end(self) -> None:
        assert not any(one.before in ENDED for one in self.said)

    def _ask(self, asked: Question) -> None:
        self.cases.append(Case(asked))
        self._keep(len(self.cases) - 1, place(self.cases[-1], self.given))

    def _each(self, which: int, decide: Callable[[Case], Decision]) -> None:
        self._keep(which, decide(self.cases[which % len(self.cases)]))

    def _keep(self, which: int, decision: Decision) -> None:
        self.cases[which % len(self.cases)] = decision.case
        for one in decision.happenings:
            if isinstance(one, Stepped):
                self.said.append(one)
            else:
                self.escalated.append(one)

    def _next_clock(self, until: datetime) -> tuple[datetime, int, Term] | None:
        running = [
            (ends, place_of_it, term)
            for place_of_it, case in enumerate(self.cases)
            for term, ends in _clocks(case).items()
            if ends <= until
        ]
        return min(running, default=None)

    def _ring(self, place_of_it: int, term: Term) -> None:
        case = self.cases[place_of_it]
        if case.open is None:
            self._keep(place_of_it, decide_now(case, self.given))
        else:
            self._keep(place_of_it, ring(case, case.open, term, self.given))


def _clocks(case: Case) -> dict[Term, datetime]:
    decide_by = case.question.decide_by
    waiting = {Term.DECISION: decide_by} if decide_by else {}
    return waiting | (case.open.clocks if case.open else {})


TestEverySequence = Desk.TestCase
TestEverySequence.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
