"""One case in tests of decisions: asked by a rule, brought along by steps, and what came of it."""

from contracts.vocabulary import IntroductionMeans
from routing.case.decision import Actor, Case, Decision, EscalationRaised, StepTaken
from routing.case.move import Move
from routing.case.states import Party
from routing.case.steps import Step
from routing.handovers.domain.advance import advance
from routing.handovers.domain.ask import assign
from routing_town import DESK, FIRST, SECOND, case, context, rule

BY_RULE = rule(FIRST, SECOND)
AROUND = context(BY_RULE)
COORDINATOR = Actor(Party.COORDINATOR, DESK)
FIRST_ACTS = Actor(Party.RECEIVER, FIRST)


def requested() -> Case:
    return assign(case(), AROUND).case


def stepped(some: Case, *steps: Step) -> Case:
    for step in steps:
        assert some.open is not None
        move = Move(
            step=step,
            reason="no_capacity",
            receiver_ref="vault",
            introduction=IntroductionMeans.TELEPHONE,
        )
        some = advance(some, some.open, move, FIRST_ACTS, AROUND).case
    return some


def steps_of(decision: Decision) -> list[StepTaken]:
    return [each for each in decision.happenings if isinstance(each, StepTaken)]


def escalations_of(decision: Decision) -> list[EscalationRaised]:
    return [each for each in decision.happenings if isinstance(each, EscalationRaised)]
