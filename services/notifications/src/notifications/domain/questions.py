"""What messages need to know of a question, learnt from what others announce about it."""

from dataclasses import dataclass
from uuid import UUID

from contracts.event import Fact
from contracts.intake import QuestionClassified, QuestionFact, QuestionReceived
from contracts.passing_on import HandoverFact, PassingOn
from contracts.routing import (
    HandoverCancelled,
    HandoverDeclined,
    HandoverDiverted,
    HandoverExpired,
    HandoverFailed,
    HandoverRequested,
    HandoverReturned,
)

LETTING_GO = (
    HandoverDeclined,
    HandoverDiverted,
    HandoverExpired,
    HandoverReturned,
    HandoverFailed,
    HandoverCancelled,
)


@dataclass(frozen=True, slots=True)
class Question:
    """`party_ids`: those of the handover under way; None in a lesson that says nothing of it."""

    id: UUID
    theme: str | None = None
    details_ref: str | None = None
    received_by_organisation_id: UUID | None = None
    party_ids: frozenset[UUID] | None = None

    def plus(self, lesson: "Question") -> "Question":
        """What is known after a lesson."""
        return Question(
            self.id,
            lesson.theme or self.theme,
            lesson.details_ref or self.details_ref,
            lesson.received_by_organisation_id or self.received_by_organisation_id,
            self.party_ids if lesson.party_ids is None else lesson.party_ids,
        )

    @property
    def was_passed_on(self) -> bool:
        """Whether an organisation was ever asked to take it over."""
        return self.party_ids is not None

    @property
    def parties(self) -> set[UUID]:
        """The organisations whose business the question is now."""
        received_by = self.received_by_organisation_id
        return set(self.party_ids or ()) | ({received_by} if received_by else set())


def lesson(fact: Fact) -> Question | None:
    """What a fact tells of its question: only what is new in it."""
    match fact:
        case QuestionReceived():
            return Question(
                fact.question_id, fact.theme, fact.details_ref, fact.received_by_organisation_id
            )
        case QuestionClassified():
            return Question(fact.question_id, fact.theme)
        case HandoverRequested():
            return Question(
                fact.question_id, fact.theme, fact.details_ref, party_ids=_parties(fact)
            )
        case HandoverFact():
            return Question(fact.question_id, party_ids=_parties(fact))
        case QuestionFact() | PassingOn():
            return Question(fact.question_id)
    return None


def _parties(fact: HandoverFact) -> frozenset[UUID]:
    """Who lets go of a question hears no more of it."""
    asked = None if isinstance(fact, LETTING_GO) else fact.to_organisation_id
    named = (asked, fact.from_organisation_id, fact.via_organisation_id)
    return frozenset(organisation for organisation in named if organisation)
