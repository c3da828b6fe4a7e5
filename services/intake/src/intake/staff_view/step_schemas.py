"""The bodies of the steps that people take."""

from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from contracts.shapes import YesNo
from contracts.vocabulary import ConsentGround, QuestionOutcome, Theme
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from intake.questions.life_cycle import Step
from intake.questions.steps import Move
from intake.shared.schemas import Body, Text


class StepTaken(Body):
    writer: ClassVar[Literal["desk", "provider"]] = "desk"
    """Whose words they are."""

    step: Step

    @property
    def words(self) -> str | None:
        """What was written, for the vault."""
        text: str | None = getattr(self, "text", None)
        return text

    @property
    def move(self) -> Move:
        return Move(**dict(self.model_dump(exclude={"text"})))


class Triage(StepTaken):
    step: Literal[Step.TRIAGE]


class Classify(StepTaken):
    step: Literal[Step.CLASSIFY]
    theme: Theme


class RequestInformation(StepTaken):
    step: Literal[Step.REQUEST_INFORMATION]
    text: Text


class ProvideInformation(StepTaken):
    writer: ClassVar[Literal["desk", "provider"]] = "provider"

    step: Literal[Step.PROVIDE_INFORMATION]
    text: Text


class Answer(StepTaken):
    step: Literal[Step.ANSWER]
    outcome: QuestionOutcome
    text: Text | None = None


class Close(StepTaken):
    step: Literal[Step.CLOSE]
    outcome: QuestionOutcome


class Reopen(StepTaken):
    """The answer did not help; `text` says why."""

    writer: ClassVar[Literal["desk", "provider"]] = "provider"

    step: Literal[Step.REOPEN]
    text: Text | None = None


class Withdraw(StepTaken):
    step: Literal[Step.WITHDRAW]


class Divert(StepTaken):
    """It does not belong here; `text` tells the asker where to go with what is outside scope."""

    step: Literal[Step.DIVERT]
    reason: Literal["safety", "outside_scope"]
    text: Text | None = None

    @model_validator(mode="after")
    def _says_where_to_go(self) -> Self:
        if self.reason == "outside_scope" and self.text is None:
            meant = "waar de vraagsteller wel terecht kan"
            raise PydanticCustomError("string_pattern_mismatch", "where to", {"pattern": meant})
        return self


class TakeBack(StepTaken):
    """From who has the question, or was asked for it: the desk decides what happens next."""

    step: Literal[Step.TAKE_BACK]


class Merge(StepTaken):
    step: Literal[Step.MERGE]
    into_question_id: UUID


class Unmerge(StepTaken):
    step: Literal[Step.UNMERGE]


class ConfirmContact(StepTaken):
    """Whether the provider and the organisation that helps have spoken."""

    step: Literal[Step.CONFIRM_CONTACT]
    confirmed: YesNo


class RecordConsent(StepTaken):
    """Whether the provider's details may be passed on to who can help."""

    step: Literal[Step.RECORD_CONSENT]
    consent: YesNo

    @property
    def move(self) -> Move:
        ground = ConsentGround.CONSENT_GIVEN if self.consent else ConsentGround.REFUSED
        return Move(self.step, consent=ground)


OfProvider = ProvideInformation | ConfirmContact | Close | Reopen | Withdraw | RecordConsent
"""What providers do themselves, or the organisation that received the question for them."""

StepBody = Annotated[
    Triage
    | Classify
    | RequestInformation
    | Answer
    | Divert
    | TakeBack
    | Merge
    | Unmerge
    | OfProvider,
    Field(discriminator="step"),
]
