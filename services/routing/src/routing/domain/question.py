"""What routing knows of a question; its text and the asker's details stay with intake."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.vocabulary import ConsentGround, ProviderKind, Theme


class Waiting(StrEnum):
    """Why a question has no organisation that was asked."""

    NO_RULE = "no_rule"
    NO_RESPONDER = "no_responder"
    ATTEMPTS_USED_UP = "attempts_used_up"
    FAILED = "failed"
    CANCELLED = "cancelled"


MAY_FIND_A_RULE = frozenset({Waiting.NO_RULE, Waiting.NO_RESPONDER})
"""What a new rule can solve; the others are for a person."""


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
