"""What routing announces of what the partners hear: signals, and advice to each other."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.event import Fact
from contracts.shapes import Count, Instant, YesNo
from contracts.vocabulary import AdviceResponse, PolicyDomain, SignalResult, Theme


class SignalFact(Fact):
    topic: ClassVar[str] = "sportloket.signals.v1"

    signal_id: UUID

    @property
    def key(self) -> str:
        return str(self.signal_id)


class SignalReported(SignalFact):
    """An organisation sees a pattern in one or several questions (S1, P09)."""

    type: ClassVar[str] = "nl.sportloketten.signal-reported.v1"

    by_organisation_id: UUID
    theme: Theme
    policy_domain: PolicyDomain | None = None
    questions: Count | None = None
    """From how many questions it comes."""
    listeners: Annotated[list[UUID], Field(max_length=400)] | None = None
    """Organisations of that policy domain in the municipality that asked to hear (S1, P10)."""


class SignalClustered(SignalFact):
    """People found that it belongs to a cluster of signals about the same."""

    type: ClassVar[str] = "nl.sportloketten.signal-clustered.v1"

    cluster_id: UUID


class SignalPutOnAgenda(SignalFact):
    """It will be talked about by these organisations."""

    type: ClassVar[str] = "nl.sportloketten.signal-put-on-agenda.v1"

    agenda_of_organisation_id: UUID


class SignalOverdue(SignalFact):
    """For a whole term nothing happened to it, on an agenda or on none."""

    type: ClassVar[str] = "nl.sportloketten.signal-overdue.v1"

    waiting_for_organisation_id: UUID
    """Who has it on the agenda; on nobody's, who reported it."""
    agenda_of_organisation_id: UUID | None = None


class SignalDiscussed(SignalFact):
    """It was talked about."""

    type: ClassVar[str] = "nl.sportloketten.signal-discussed.v1"


class SignalClosed(SignalFact):
    """Somebody took it up, or it needs nothing more."""

    type: ClassVar[str] = "nl.sportloketten.signal-closed.v1"

    result: SignalResult


class AdviceFact(Fact):
    topic: ClassVar[str] = "sportloket.signals.v1"

    advice_id: UUID

    @property
    def key(self) -> str:
        return str(self.advice_id)


class AdviceRequested(AdviceFact):
    """An organisation asks another for advice (S1, P08)."""

    type: ClassVar[str] = "nl.sportloketten.advice-requested.v1"

    by_organisation_id: UUID
    of_organisation_id: UUID
    theme: Theme
    answer_by: Instant


class AdviceIssued(AdviceFact):
    """An organisation advises another, asked or unasked."""

    type: ClassVar[str] = "nl.sportloketten.advice-issued.v1"

    by_organisation_id: UUID
    to_organisation_id: UUID
    theme: Theme
    solicited: YesNo
    answer_by: Instant
    members: Count | None = None
    """On behalf of how many members, when an office speaks for them (S2, R02)."""


class AdviceAnswered(AdviceFact):
    """The addressee said what it does with the advice."""

    type: ClassVar[str] = "nl.sportloketten.advice-answered.v1"

    by_organisation_id: UUID
    """Whom the advice was given to."""
    to_organisation_id: UUID
    """Who gave it."""
    response: AdviceResponse


class AdviceOverdue(AdviceFact):
    """The term for an answer ended without one."""

    type: ClassVar[str] = "nl.sportloketten.advice-overdue.v1"

    waiting_for_organisation_id: UUID
