"""The steps that people take, each with what it needs."""

from enum import StrEnum
from typing import Annotated, Literal

from contracts.vocabulary import (
    DeclineReason,
    HandoverOutcome,
    IntroductionMeans,
    ReceiverKind,
)
from pydantic import Field

from routing.api.shapes import Name, Shape


class HoldReason(StrEnum):
    WAITING_FOR_PROVIDER = "waiting_for_provider"
    WAITING_FOR_PARTNER = "waiting_for_partner"
    WAITING_FOR_DECISION = "waiting_for_decision"
    NO_CAPACITY = "no_capacity"
    OUT_OF_SEASON = "out_of_season"
    OTHER = "other"


class ReturnReason(StrEnum):
    NO_CAPACITY = "no_capacity"
    WRONG_THEME = "wrong_theme"
    WRONG_AREA = "wrong_area"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    OTHER_EXPERTISE_NEEDED = "other_expertise_needed"
    NO_CONSENT = "no_consent"
    OTHER = "other"


class FailReason(StrEnum):
    PROVIDER_NOT_REACHABLE = "provider_not_reachable"
    PROVIDER_STOPPED = "provider_stopped"
    NO_SOLUTION = "no_solution"
    NO_MEANS = "no_means"
    OTHER = "other"


class PlainStep(Shape):
    """A step that needs nothing more."""

    step: Literal[
        "acknowledge",
        "request_information",
        "provide_information",
        "report_progress",
        "resume",
        "request_cancellation",
        "confirm_cancellation",
    ]


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


class MakeContact(Shape):
    step: Literal["make_contact"]
    introduction: IntroductionMeans


class PutOnHold(Shape):
    step: Literal["put_on_hold"]
    reason: HoldReason


class Return(Shape):
    step: Literal["return"]
    reason: ReturnReason


class Complete(Shape):
    step: Literal["complete"]
    outcome: HandoverOutcome


class Fail(Shape):
    step: Literal["fail"]
    reason: FailReason


StepTaken = Annotated[
    PlainStep | Accept | Decline | MakeContact | PutOnHold | Return | Complete | Fail,
    Field(discriminator="step"),
]
