"""The steps that people take, each with what it needs."""

from typing import Annotated, Literal

from contracts.shapes import Reference
from contracts.vocabulary import (
    DeclineReason,
    FailReason,
    HandoverOutcome,
    HoldReason,
    IntroductionMeans,
    ReceiverKind,
    ReturnReason,
    Theme,
)
from pydantic import Field, StringConstraints

from routing.network.domain.entry import Name
from routing.shared.http import Shape


class PlainStep(Shape):
    """A step that needs nothing more."""

    step: Literal[
        "acknowledge",
        "provide_information",
        "report_progress",
        "resume",
        "request_cancellation",
        "confirm_cancellation",
        "divert",
    ]


class RequestInformation(Shape):
    """`text`: what the organisation wants to know; the provider reads it."""

    step: Literal["request_information"]
    text: Annotated[
        str | None, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)
    ] = None


class Receiver(Shape):
    """Who takes the question up: a person or a team, by name."""

    kind: ReceiverKind
    name: Name


class Accept(Shape):
    step: Literal["accept"]
    receiver: Receiver


class Decline(Shape):
    step: Literal["decline"]
    reason: DeclineReason
    right_theme: Theme | None = None
    """What the question is about, where its theme is the reason."""


class MakeContact(Shape):
    step: Literal["make_contact"]
    introduction: IntroductionMeans


class PutOnHold(Shape):
    step: Literal["put_on_hold"]
    reason: HoldReason


class Return(Shape):
    step: Literal["return"]
    reason: ReturnReason
    right_theme: Theme | None = None


class Complete(Shape):
    step: Literal["complete"]
    outcome: HandoverOutcome


class Fail(Shape):
    step: Literal["fail"]
    reason: FailReason


class AcceptByReference(Shape):
    """In an event, which holds no names: who was put under the reference before."""

    step: Literal["accept"]
    receiver_ref: Reference
    receiver_kind: ReceiverKind | None = None


StepBody = (
    PlainStep
    | RequestInformation
    | Accept
    | Decline
    | MakeContact
    | PutOnHold
    | Return
    | Complete
    | Fail
)
AnyStepBody = Annotated[StepBody, Field(discriminator="step")]

ReplyBody = (
    PlainStep
    | RequestInformation
    | AcceptByReference
    | Decline
    | MakeContact
    | PutOnHold
    | Return
    | Complete
    | Fail
)
AnyReplyBody = Annotated[ReplyBody, Field(discriminator="step")]
