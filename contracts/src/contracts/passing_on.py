"""What all handovers have in common, and who decides when one does not come about."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.event import Fact
from contracts.vocabulary import EscalationReason


class PassingOn(Fact):
    """Keyed by the question, so that a question and its handovers stay in order."""

    topic: ClassVar[str] = "sportloket.handovers.v1"

    question_id: UUID
    to_organisation_id: UUID
    from_organisation_id: UUID | None = None
    via_organisation_id: UUID | None = None

    @property
    def key(self) -> str:
        return str(self.question_id)


class HandoverFact(PassingOn):
    handover_id: UUID

    @property
    def subject(self) -> str:
        return str(self.handover_id)


class ReplyLinkRequested(PassingOn):
    """Who was asked lost the link to reply by: it is mailed again, to the same address."""

    type: ClassVar[str] = "nl.sportloketten.reply-link-requested.v1"

    request_id: UUID
    handover_id: UUID

    @property
    def subject(self) -> str:
        return str(self.request_id)


class EscalationStarted(PassingOn):
    """Somebody must decide: `to_organisation_id` says who."""

    type: ClassVar[str] = "nl.sportloketten.escalation-started.v1"

    escalation_id: UUID
    handover_id: UUID | None = None
    level: Annotated[int, Field(strict=True, ge=1, le=3)]
    """1: who decides; 2: who leads them; 3: the last time, after which nobody is told again."""
    reason: EscalationReason
    waiting_for_organisation_id: UUID | None = None
    """Who has the handover and is late; nobody when somebody must decide who gets it."""

    @property
    def subject(self) -> str:
        return str(self.escalation_id)
