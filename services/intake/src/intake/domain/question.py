"""A question of a sports provider, as it is at one moment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.vocabulary import Channel, ConsentGround, ProviderKind, QuestionOutcome, Theme

from intake.domain.states import TERMINAL, State


@dataclass(frozen=True, slots=True)
class Question:
    """`version` counts the facts said about it; `due_at` is when the next action is to be done."""

    id: UUID
    municipality_code: str
    theme: Theme
    provider_id: UUID
    provider_kind: ProviderKind
    channel: Channel
    received_by_organisation_id: UUID | None
    details_ref: str
    consent: ConsentGround
    asked_at: datetime
    received_at: datetime
    due_at: datetime | None
    state: State = State.RECEIVED
    version: int = 1
    handover_id: UUID | None = None
    """The handover that is open, if any."""
    asked_organisation_id: UUID | None = None
    """Whom that handover asks."""
    owner_organisation_id: UUID | None = None
    """Who accepted a handover of it."""
    outcome: QuestionOutcome | None = None
    into_question_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        return self.state not in TERMINAL
