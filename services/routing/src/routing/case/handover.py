"""One organisation that is asked to take over one question."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.vocabulary import (
    ColdReason,
    ConsentGround,
    HandoverMode,
    HandoverOutcome,
    IntroductionMeans,
    ReceiverKind,
)

from routing.case.states import ENDED, RUNS_IN, State, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """`version` counts the facts that were announced about it."""

    handover_id: UUID
    question_id: UUID
    municipality_code: str
    attempt: int
    to_organisation_id: UUID
    from_organisation_id: UUID | None
    via_organisation_id: UUID | None
    escalate_to_organisation_id: UUID
    rule_id: UUID
    rule_version: int
    mode: HandoverMode
    consent: ConsentGround
    state: State
    version: int
    requested_at: datetime
    acknowledge_by: datetime
    reply_by: datetime
    contact_by: datetime | None = None
    due_at: datetime | None = None
    """When the term of its state ends; None when it has ended."""
    reminders: int = 0
    """How often that term has ended without a step."""
    overdue_since: datetime | None = None
    """When it ended first."""
    receiver_kind: ReceiverKind | None = None
    receiver_ref: str | None = None
    sender_told_at: datetime | None = None
    """When the sender was told of the acceptance."""
    introduction: IntroductionMeans | None = None
    contact_at: datetime | None = None
    contact_confirmed: bool | None = None
    """By the provider itself; None while it has not said so."""
    outcome: HandoverOutcome | None = None
    cold_because: tuple[ColdReason, ...] = ()
    ended_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.state not in ENDED

    @property
    def warm(self) -> bool:
        return self.state is State.COMPLETED and not self.cold_because

    @property
    def clocks(self) -> dict[Term, datetime]:
        """The terms that run now, and when they end."""
        if self.due_at is None:
            return {}
        runs = {RUNS_IN[self.state]: self.due_at}
        return runs | {Term.REPLY: self.reply_by} if self.state is State.REQUESTED else runs
