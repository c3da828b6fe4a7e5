"""What partner organisations send, and the receipts that they get."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from contracts.event import Event
from contracts.problems import Problem
from contracts.routing import StepOfReceiver
from contracts.shapes import Code, Instant, MunicipalityCode, Reference
from contracts.vocabulary import (
    ConsentGround,
    HandoverOutcome,
    IntroductionMeans,
    ProviderKind,
    ReceiverKind,
    Theme,
)

SubmissionId = Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,128}$")]
"""The id that the partner gave its event."""


class QuestionSubmitted(Event):
    """A partner passes on a provider's question.

    `provider_ref` is the partner's own opaque reference; text and contact details were put in
    the vault before, under `details_ref`.
    """

    type: ClassVar[str] = "nl.sportloketten.question-submitted.v1"
    topic: ClassVar[str] = "sportloket.partners.{slug}.submissions.v1"

    municipality_code: MunicipalityCode
    theme: Theme
    provider_ref: Reference
    provider_kind: ProviderKind
    details_ref: Reference
    consent: ConsentGround
    asked_at: Instant

    @property
    def key(self) -> str:
        return self.provider_ref


class HandoverReplied(Event):
    """A partner takes a step of a handover that was asked of it.

    Names go into the vault beforehand (`PUT /v1/receivers/{ref}`), under `receiver_ref`.
    """

    type: ClassVar[str] = "nl.sportloketten.handover-replied.v1"
    topic: ClassVar[str] = "sportloket.partners.{slug}.submissions.v1"

    handover_id: UUID
    step: StepOfReceiver
    reason: Code | None = None
    receiver_kind: ReceiverKind | None = None
    receiver_ref: Reference | None = None
    introduction: IntroductionMeans | None = None
    outcome: HandoverOutcome | None = None
    right_theme: Theme | None = None
    """What the question is about, where its theme is the reason."""

    @property
    def key(self) -> str:
        return str(self.handover_id)


class Receipt(Event):
    topic: ClassVar[str] = "sportloket.partners.{slug}.receipts.v1"


class SubmissionAccepted(Receipt):
    """A submission was taken in; `reference` is the id of what it became."""

    type: ClassVar[str] = "nl.sportloketten.submission-accepted.v1"

    submission_id: SubmissionId
    reference: UUID

    @property
    def key(self) -> str:
        return self.submission_id


class SubmissionRejected(Receipt):
    """A submission was not taken in; the members are those of RFC 9457."""

    type: ClassVar[str] = "nl.sportloketten.submission-rejected.v1"

    submission_id: SubmissionId | None = None
    """None when the record holds none that can be read; the position always tells which."""
    position: Annotated[str, Field(pattern=r"^[0-9]{1,10}/[0-9]{1,19}$", examples=["3/1024"])]
    title: Annotated[str, Field(max_length=200)] = "De inzending klopt niet"
    status: Literal[400] = 400
    problems: Annotated[list[Problem], Field(min_length=1, max_length=100)]

    @property
    def key(self) -> str:
        return self.submission_id or self.position
