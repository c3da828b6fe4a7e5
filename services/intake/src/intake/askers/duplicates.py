"""Which questions are the same: of one asker, on one theme, within a period (S1, P02)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from contracts.vocabulary import QuestionKind

from intake.questions.question import Question

Same = tuple[str, str, str]
"""What two of them have in common: an asker's mark, the municipality, the theme."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new question; `marks` tell whether its asker asked before."""

    question: Question
    marks: Sequence[str] = ()

    @property
    def same(self) -> list[Same]:
        """Empty for what an organisation asks for others: that is asked on purpose."""
        question = self.question
        if question.kind is not QuestionKind.QUESTION:
            return []
        about = (question.municipality_code, str(question.theme))
        return [(mark, *about) for mark in (str(question.provider_id), *self.marks)]


def duplicates(arrivals: Iterable[Arrival], open_before: Mapping[Same, UUID]) -> dict[UUID, UUID]:
    """For each that was asked before, the question that was there first."""
    first, found = dict(open_before), dict[UUID, UUID]()
    for arrival in arrivals:
        earlier = next((first[same] for same in arrival.same if same in first), None)
        if earlier is not None:
            found[arrival.question.id] = earlier
        for same in arrival.same:
            first.setdefault(same, earlier or arrival.question.id)
    return found
