"""What callers are shown of a question."""

from datetime import datetime
from uuid import UUID

from contracts.vocabulary import (
    Channel,
    ConsentGround,
    ProviderKind,
    QuestionKind,
    QuestionOutcome,
    Theme,
)

from intake.questions.life_cycle import State
from intake.questions.next_action import Action, Owner, next_of
from intake.questions.question import Question
from intake.shared.schemas import FromDomain


class NextAction(FromDomain):
    """Whose turn it is, to do what, by when."""

    owner: Owner
    organisation_id: UUID | None
    action: Action
    by: datetime | None


class QuestionShown(FromDomain):
    """`version` counts what was announced of it; its `ETag` counts every step."""

    question_id: UUID
    kind: QuestionKind
    municipality_code: str
    municipality_code_sent: str | None
    theme: Theme
    subtheme: str | None
    provider_id: UUID
    provider_kind: ProviderKind
    channel: Channel
    received_by_organisation_id: UUID | None
    introduced_by_organisation_id: UUID | None
    members: int | None
    space_now_m2: int | None
    space_wanted_m2: int | None
    area_code: str | None
    owner_organisation_id: UUID | None
    details_ref: str
    consent: ConsentGround
    state: State
    outcome: QuestionOutcome | None
    into_question_id: UUID | None
    version: int
    received_at: datetime
    next: NextAction | None


class QuestionInFull(QuestionShown):
    linked_question_ids: list[UUID]
    """Its duplicates."""


def shown(question: Question) -> QuestionShown:
    fields = QuestionShown.model_fields.keys() - {"question_id", "next"}
    return QuestionShown.model_validate(
        {name: getattr(question, name) for name in fields}
        | {"question_id": question.id, "next": next_of(question)}
    )
