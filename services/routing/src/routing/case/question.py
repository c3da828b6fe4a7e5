"""What routing knows of a question; its text and the asker's details stay with intake."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from contracts.vocabulary import ConsentGround, ProviderKind, QuestionKind, Theme


class Waiting(StrEnum):
    """Why a question has no organisation that was asked."""

    NO_RULE = "no_rule"
    NO_RESPONDER = "no_responder"
    ATTEMPTS_USED_UP = "attempts_used_up"
    FAILED = "failed"
    CANCELLED = "cancelled"
    NO_CONSENT = "no_consent"
    """Nobody may be asked until the provider agrees, or the desk answers by itself (S1, P18)."""
    WRONG_THEME = "wrong_theme"
    """Who was asked says that it is about something else, but not about what."""
    TAKEN_BACK = "taken_back"
    """The desk took it from who had it (S1, P03)."""
    NO_RESPONSE = "no_response"
    """Whoever had it did nothing more, however often it was reminded."""
    REOPENED = "reopened"
    """The answer did not help: the desk chooses, and may choose the same helper again."""


class Awaits(StrEnum):
    """What is left to the provider."""

    INFORMATION = "information"
    CHECK = "check"
    """To say whether the answer helped; after that the question is closed."""


LAST_LEVEL: Final = 3
"""Of escalating a question that nobody decides about: after it nobody is told again."""
MAY_FIND_A_RULE = frozenset({Waiting.NO_RULE, Waiting.NO_RESPONDER})
"""What a new rule can solve; the others are for a person."""
MAY_FIND_A_THEME = MAY_FIND_A_RULE | {Waiting.WRONG_THEME}
"""What another theme can solve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    question_id: UUID
    municipality_code: str
    theme: Theme
    provider_id: UUID
    provider_kind: ProviderKind
    received_by_organisation_id: UUID | None
    details_ref: str
    consent: ConsentGround
    ended: bool = False
    waiting: Waiting | None = None
    decide_by: datetime | None = None
    """When a waiting question is escalated further."""
    escalations: int = 0
    """How often since it began to wait."""
    overdue_since: datetime | None = None
    """When somebody should have decided about a waiting question; None while there is time."""
    awaits: Awaits | None = None
    awaits_until: datetime | None = None
    version: int = 0
    """How many entries its history has."""
    kind: QuestionKind = QuestionKind.QUESTION
    introduced_by_organisation_id: UUID | None = None
    """The platform of which a member brought the provider (S1, P11)."""
    received_at: datetime | None = None
    """None of those that were received before this was kept."""

    @property
    def entries(self) -> tuple[UUID | None, ...]:
        """Where it came in."""
        return self.received_by_organisation_id, self.introduced_by_organisation_id
