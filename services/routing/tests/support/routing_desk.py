"""A desk where people and clocks do whatever they may, in whatever order, as hypothesis wishes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import (
    Capacity,
    ConsentGround,
    HandoverOutcome,
    IntroductionMeans,
    ProviderKind,
    ReceiverKind,
    Theme,
)
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition
from hypothesis.stateful import rule as action
from routing.assignment.domain.capacity import Room
from routing.assignment.domain.network import Network
from routing.assignment.domain.partner import Partner
from routing.assignment.domain.rules import Rule
from routing.case.decision import SYSTEM, Actor, Case, Decision, EscalationRaised, StepTaken
from routing.case.move import Move, possible_steps
from routing.case.question import Question
from routing.case.states import Party, Term
from routing.case.steps import Step
from routing.handovers.domain.advance import (
    advance,
    end,
    on_decision_term_ended,
    on_term_ended,
    reclassify,
    reopen,
    resume_with_information,
    retry_waiting,
    take_back,
)
from routing.handovers.domain.ask import DecisionContext, assign
from routing.handovers.domain.reroute import CannotReroute, Reroute, reroute
from routing_town import (
    COUNCIL,
    FIRST,
    FOURTH,
    MONDAY,
    OFFICE,
    SECOND,
    THIRD,
    TOWN,
    context,
    question,
    rule,
)

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
        self.said: list[StepTaken] = []
        self.escalated: list[EscalationRaised] = []
        self.partners: dict[UUID, Partner] = {}
        self.named: set[UUID] = set()

    @property
    def context(self) -> DecisionContext:
        network = Network({TOWN: self.agreements}, partners=self.partners, day=self.now.date())
        return context(now=self.now, network=network)

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
                decision = advance(case, handover, move, SYSTEM, self.context)
            except IllegalTransition:
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
            self._keep(which, advance(case, case.open, full, SYSTEM, self.context))

    @action(which=which)
    def the_provider_tells_more(self, which: int) -> None:
        self._each(which, lambda case: resume_with_information(case, self.context))

    @action(which=which)
    def the_question_ends(self, which: int) -> None:
        self._each(which, lambda case: end(case, self.context))

    @action(which=which)
    def the_question_is_reopened(self, which: int) -> None:
        self._each(which, lambda case: reopen(case, self.context))

    @action(which=which)
    def the_desk_takes_it_back(self, which: int) -> None:
        self._each(which, lambda case: take_back(case, self.context))

    @action(which=which, theme=st.sampled_from(Theme))
    def it_turns_out_to_be_about_something_else(self, which: int, theme: Theme) -> None:
        self._each(which, lambda case: reclassify(case, theme, self.context))

    @action(which=which, to=st.sampled_from([FIRST, SECOND, THIRD, FOURTH, OFFICE, None]))
    def a_coordinator_sends_it_to_somebody_else(self, which: int, to: UUID | None) -> None:
        wanted = Reroute(uuid4(), to, "other")
        case = self.cases[which % len(self.cases)]
        try:
            decision = reroute(case, wanted, Actor(Party.COORDINATOR), self.context)
        except CannotReroute:
            return
        if to:
            self.named.add(decision.case.handovers[-1].handover_id)
        assert decision.case.open is not None
        self._keep(which, decision)

    @action(who=st.sampled_from([FIRST, SECOND, THIRD, FOURTH]), has=st.sampled_from(Capacity))
    def somebody_says_how_much_room_there_is(self, who: UUID, has: Capacity) -> None:
        self.partners[who] = Partner(room=Room(capacity=has, most_open=1))
        for place_of_it in range(len(self.cases)):
            self._each(place_of_it, lambda case: retry_waiting(case, self.context))

    @precondition(lambda self: len(self.agreements) == len(RULES))
    @action()
    def a_rule_for_all_is_recorded(self) -> None:
        self.agreements.append(rule(THIRD, FOURTH))
        for place_of_it in range(len(self.cases)):
            self._each(place_of_it, lambda case: retry_waiting(case, self.context))

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

    def _ask(self, asked: Question) -> None:
        self.cases.append(Case(asked))
        self._keep(len(self.cases) - 1, assign(self.cases[-1], self.context))

    def _each(self, which: int, decide: Callable[[Case], Decision]) -> None:
        self._keep(which, decide(self.cases[which % len(self.cases)]))

    def _keep(self, which: int, decision: Decision) -> None:
        self.cases[which % len(self.cases)] = decision.case
        for one in decision.happenings:
            if isinstance(one, StepTaken):
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
            self._keep(place_of_it, on_decision_term_ended(case, self.context))
        else:
            self._keep(place_of_it, on_term_ended(case, case.open, term, self.context))


def _clocks(case: Case) -> dict[Term, datetime]:
    """Who decides is told three times at most."""
    decide_by = case.question.decide_by
    waiting = {Term.DECISION: decide_by} if decide_by and case.question.escalations < 3 else {}
    return waiting | (case.open.clocks if case.open else {})
