"""What intake announces: the life of a question."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.event import Fact
from contracts.shapes import Code, Count, Reference, YesNo
from contracts.vocabulary import (
    Channel,
    ConsentGround,
    DiversionReason,
    ProviderKind,
    QuestionKind,
    QuestionOutcome,
    Theme,
)

AreaCode = Annotated[
    str,
    Field(
        pattern=r"^(WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{2}[0-9]{2})$", examples=["WK196301"]
    ),
]
"""A district or neighbourhood as CBS numbers them; large cities have letters in theirs."""


class QuestionFact(Fact):
    topic: ClassVar[str] = "sportloket.questions.v1"

    question_id: UUID

    @property
    def key(self) -> str:
        return str(self.question_id)


class QuestionReceived(QuestionFact):
    """A provider's question is registered; its text and contact details are in intake's vault."""

    type: ClassVar[str] = "nl.sportloketten.question-received.v1"

    theme: Theme
    provider_id: UUID
    provider_kind: ProviderKind
    channel: Channel
    received_by_organisation_id: UUID | None = None
    details_ref: Reference
    consent: ConsentGround
    kind: QuestionKind = QuestionKind.QUESTION
    introduced_by_organisation_id: UUID | None = None
    """The platform of which a member brought the provider (S1, P11)."""
    members: Count | None = None
    """On behalf of how many, when it is a collective question (S2, R02)."""
    subtheme: Code | None = None
    """A part of the theme, such as `legal_form` (S2, F04)."""
    space_now_m2: Count | None = None
    space_wanted_m2: Count | None = None
    area_code: AreaCode | None = None
    """Where the space is wanted: an area, never an address (S2, R17)."""
    into_question_id: UUID | None = None
    """The open question that it is the same as: nobody need be asked, QuestionMerged follows."""


class QuestionClassified(QuestionFact):
    """A question got another theme."""

    type: ClassVar[str] = "nl.sportloketten.question-classified.v1"

    theme: Theme
    previous_theme: Theme


class QuestionDiverted(QuestionFact):
    """A question does not belong here, and the asker is told where to go.

    Why is only counted: in a fact of its own, of which the question_id is random and leads
    nowhere. So nobody can tell whose question was a report.
    """

    type: ClassVar[str] = "nl.sportloketten.question-diverted.v1"

    reason: DiversionReason | None = None
    """None of a question that was known; of what is only counted, why."""
    theme: Theme | None = None


class QuestionMerged(QuestionFact):
    """A question is the same as one that was there already."""

    type: ClassVar[str] = "nl.sportloketten.question-merged.v1"

    into_question_id: UUID


class QuestionUnmerged(QuestionFact):
    """A question is not the same after all: it is open again, with its own history."""

    type: ClassVar[str] = "nl.sportloketten.question-unmerged.v1"

    from_question_id: UUID


class ConsentRecorded(QuestionFact):
    """The provider said whether its details may be passed on; `not_asked`: no longer."""

    type: ClassVar[str] = "nl.sportloketten.consent-recorded.v1"

    consent: ConsentGround


class ContactConfirmed(QuestionFact):
    """The provider said whether it and the organisation that reported contact have spoken."""

    type: ClassVar[str] = "nl.sportloketten.contact-confirmed.v1"

    handover_id: UUID
    confirmed: YesNo


class QuestionWithdrawn(QuestionFact):
    """The provider took the question back."""

    type: ClassVar[str] = "nl.sportloketten.question-withdrawn.v1"


class QuestionTakenBack(QuestionFact):
    """The desk took the question back from who had it, or was asked for it: the desk decides."""

    type: ClassVar[str] = "nl.sportloketten.question-taken-back.v1"


class QuestionReopened(QuestionFact):
    """The provider said that the answer did not help: the desk decides who helps now."""

    type: ClassVar[str] = "nl.sportloketten.question-reopened.v1"


class InformationRequested(QuestionFact):
    """The provider was asked to tell more."""

    type: ClassVar[str] = "nl.sportloketten.information-requested.v1"


class InformationProvided(QuestionFact):
    """The provider told more."""

    type: ClassVar[str] = "nl.sportloketten.information-provided.v1"


class QuestionAnswered(QuestionFact):
    """The provider has an answer, and may still say that it did not help."""

    type: ClassVar[str] = "nl.sportloketten.question-answered.v1"

    outcome: QuestionOutcome


class QuestionClosed(QuestionFact):
    """The question is done."""

    type: ClassVar[str] = "nl.sportloketten.question-closed.v1"

    outcome: QuestionOutcome
