"""How questions would go by other rules: nothing is changed by it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from routing.assignment.domain.choice import choose
from routing.assignment.domain.network import LONG_AGO, Network
from routing.case.decision import Case
from routing.case.question import Question


@dataclass(frozen=True, slots=True)
class Went:
    """Who would be asked first; None: nobody."""

    question_id: UUID
    before: UUID | None
    after: UUID | None


@dataclass(frozen=True, slots=True)
class DryRun:
    went: tuple[Went, ...]

    @property
    def moved(self) -> int:
        return sum(question.before != question.after for question in self.went)

    @property
    def before(self) -> Counter[UUID | None]:
        return Counter(question.before for question in self.went)

    @property
    def after(self) -> Counter[UUID | None]:
        return Counter(question.after for question in self.went)


def suppose(questions: Sequence[Question], as_is: Network, proposed: Network) -> DryRun:
    """One by one in this order, both times from the same start."""
    return DryRun(
        tuple(
            Went(question.question_id, _asked(question, as_is), _asked(question, proposed))
            for question in questions
        )
    )


def _asked(question: Question, network: Network) -> UUID | None:
    chosen = choose(Case(question), network).chosen
    if chosen is None:
        return None
    network.asked(chosen.organisation_id, question.received_at or LONG_AGO)
    return chosen.organisation_id
