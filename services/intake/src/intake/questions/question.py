"""A question of a sports provider, as it is at one moment."""

from dataclasses import dataclass, replace
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

from intake.questions.life_cycle import TERMINAL, WITH_THE_DESK, State
from intake.shared.municipalities import code_at


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
    contact_handover_id: UUID | None = None
    """The handover in which contact was reported that the provider has yet to confirm."""
    outcome: QuestionOutcome | None = None
    into_question_id: UUID | None = None
    """The one that it is a duplicate of."""
    kind: QuestionKind = QuestionKind.QUESTION
    subtheme: str | None = None
    introduced_by_organisation_id: UUID | None = None
    """The platform of which a member brought the provider (S1, P11)."""
    members: int | None = None
    """On behalf of how many a collective question is asked (S2, R02)."""
    space_now_m2: int | None = None
    space_wanted_m2: int | None = None
    area_code: str | None = None
    municipality_code_sent: str | None = None
    """The code of a municipality that merged, when the question was sent under it."""

    @property
    def is_open(self) -> bool:
        return self.state not in TERMINAL

    @property
    def needs_consent(self) -> bool:
        """Nobody may be asked about it before the provider agrees (S1, P18)."""
        return not self.consent.allows_sharing and self.state in WITH_THE_DESK


def placed(question: Question, now: datetime) -> Question:
    """In the municipality of today, with a note of the code as it was sent."""
    code = code_at(question.municipality_code, now)
    if code == question.municipality_code:
        return question
    return replace(
        question, municipality_code=code, municipality_code_sent=question.municipality_code
    )
