"""What routing announces about handovers."""

from typing import ClassVar, Literal
from uuid import UUID

from contracts.passing_on import EscalationStarted as EscalationStarted
from contracts.passing_on import HandoverFact
from contracts.passing_on import ReplyLinkRequested as ReplyLinkRequested
from contracts.shapes import Count, Instant, Reference, YesNo
from contracts.vocabulary import (
    ColdReason,
    DeclineReason,
    FailReason,
    HandoverMode,
    HandoverOutcome,
    HoldReason,
    IntroductionMeans,
    ProviderKind,
    ReceiverKind,
    ReturnReason,
    Theme,
    Unanswered,
)


class HandoverRequested(HandoverFact):
    """An organisation has been asked to take over a question."""

    type: ClassVar[str] = "nl.sportloketten.handover-requested.v1"

    attempt: Count
    mode: HandoverMode
    rule_id: UUID
    rule_version: Count
    theme: Theme
    provider_id: UUID
    provider_kind: ProviderKind
    details_ref: Reference
    acknowledge_by: Instant
    reply_by: Instant


class HandoverAcknowledged(HandoverFact):
    """The organisation has seen the request."""

    type: ClassVar[str] = "nl.sportloketten.handover-acknowledged.v1"


class HandoverInformationRequested(HandoverFact):
    """The organisation must know more before it can reply."""

    type: ClassVar[str] = "nl.sportloketten.handover-information-requested.v1"


class HandoverInformationProvided(HandoverFact):
    """The organisation was told more."""

    type: ClassVar[str] = "nl.sportloketten.handover-information-provided.v1"


class HandoverAccepted(HandoverFact):
    """The organisation takes the question over."""

    type: ClassVar[str] = "nl.sportloketten.handover-accepted.v1"

    receiver_kind: ReceiverKind
    contact_by: Instant


class HandoverDeclined(HandoverFact):
    """The organisation does not take the question over."""

    type: ClassVar[str] = "nl.sportloketten.handover-declined.v1"

    reason: DeclineReason
    right_theme: Theme | None = None
    """What the question is about, by who declined it for its theme: it goes on under that one."""


class HandoverDiverted(HandoverFact):
    """The organisation says that the question does not belong here: it goes no further."""

    type: ClassVar[str] = "nl.sportloketten.handover-diverted.v1"


class HandoverExpired(HandoverFact):
    """Nobody acknowledged or replied within the term."""

    type: ClassVar[str] = "nl.sportloketten.handover-expired.v1"

    unanswered: Unanswered


class HandoverContactMade(HandoverFact):
    """The organisation and the provider have met."""

    type: ClassVar[str] = "nl.sportloketten.handover-contact-made.v1"

    introduction: IntroductionMeans
    within_term: YesNo


class HandoverProgressReported(HandoverFact):
    """The organisation is at work on the question."""

    type: ClassVar[str] = "nl.sportloketten.handover-progress-reported.v1"


class HandoverPutOnHold(HandoverFact):
    """The work waits."""

    type: ClassVar[str] = "nl.sportloketten.handover-put-on-hold.v1"

    reason: HoldReason


class HandoverResumed(HandoverFact):
    """The work goes on."""

    type: ClassVar[str] = "nl.sportloketten.handover-resumed.v1"


class HandoverReturned(HandoverFact):
    """The organisation gave the question back."""

    type: ClassVar[str] = "nl.sportloketten.handover-returned.v1"

    reason: ReturnReason
    right_theme: Theme | None = None
    """As of a decline."""


class HandoverCompleted(HandoverFact):
    """The organisation is done with the question."""

    type: ClassVar[str] = "nl.sportloketten.handover-completed.v1"

    outcome: HandoverOutcome
    warm: YesNo
    cold_because: list[ColdReason]
    contact_confirmed: YesNo | None = None
    """By the provider itself; None: it did not say so, or not yet."""


class HandoverFailed(HandoverFact):
    """The organisation could not do what was asked."""

    type: ClassVar[str] = "nl.sportloketten.handover-failed.v1"

    reason: FailReason


class HandoverCancellationRequested(HandoverFact):
    """The sender asked the organisation to stop."""

    type: ClassVar[str] = "nl.sportloketten.handover-cancellation-requested.v1"


class HandoverCancelled(HandoverFact):
    """The organisation confirmed that it stopped."""

    type: ClassVar[str] = "nl.sportloketten.handover-cancelled.v1"


StepOfReceiver = Literal[
    "acknowledge",
    "accept",
    "decline",
    "request_information",
    "make_contact",
    "report_progress",
    "put_on_hold",
    "resume",
    "return",
    "complete",
    "fail",
    "confirm_cancellation",
    "divert",
]
"""What an organisation that was asked can say about a handover, by event, by link or over HTTP."""
