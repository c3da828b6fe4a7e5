"""What came of a decision about a question: what is kept of it and announced."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from contracts.vocabulary import EscalationReason, Theme

from routing.case.explanation_record import ExplanationRecord
from routing.case.handover import Handover
from routing.case.question import Question
from routing.case.states import Party, State
from routing.case.steps import Step


@dataclass(frozen=True, slots=True)
class Actor:
    """Who took a step: what they are to the handover, and for which organisation."""

    party: Party
    organisation_id: UUID | None = None


SYSTEM = Actor(Party.SYSTEM)


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A handover after a step; `before` is None for the request itself."""

    question: Question
    handover: Handover
    step: Step
    actor: Actor
    before: State | None = None
    reason: str | None = None
    right_theme: Theme | None = None
    """What the question is about, by who says that its theme is wrong."""


@dataclass(frozen=True, slots=True)
class EscalationRaised:
    """Somebody must decide or spur on; `handover` None when nobody has the question."""

    escalation_id: UUID
    question: Question
    handover: Handover | None
    to_organisation_id: UUID
    level: Literal[1, 2, 3]
    reason: EscalationReason


Happening = StepTaken | EscalationRaised


@dataclass(frozen=True, slots=True)
class Case:
    """A question with all its handovers, in the order in which they were requested."""

    question: Question
    handovers: tuple[Handover, ...] = ()

    @property
    def open(self) -> Handover | None:
        return next((handover for handover in self.handovers if handover.open), None)

    @property
    def tried(self) -> frozenset[UUID]:
        return frozenset(handover.to_organisation_id for handover in self.handovers)

    def with_handover(self, changed: Handover) -> "Case":
        others = tuple(h for h in self.handovers if h.handover_id != changed.handover_id)
        ordered = sorted((*others, changed), key=lambda handover: handover.attempt)
        return Case(self.question, tuple(ordered))


@dataclass(frozen=True, slots=True)
class Decision:
    """The case as it is now, what happened to it, and what was compared for that."""

    case: Case
    happenings: tuple[Happening, ...] = ()
    considered: tuple[ExplanationRecord, ...] = ()

    def then(self, following: "Decision") -> "Decision":
        return Decision(
            following.case,
            self.happenings + following.happenings,
            self.considered + following.considered,
        )
