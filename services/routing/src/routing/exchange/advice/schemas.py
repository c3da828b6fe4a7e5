"""Advice as people send and see it."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from contracts.shapes import Count
from contracts.vocabulary import AdviceResponse, Theme
from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from routing.exchange.advice.domain import (
    Advice,
    AdviceMove,
    AdviceState,
    AdviceStep,
)
from routing.exchange.schemas import Words
from routing.shared.http import MunicipalityCode, Shape


class AdviceAbout(Shape):
    municipality_code: MunicipalityCode
    theme: Theme
    words: Words
    signal_id: UUID | None = None
    """The signal that it comes from."""


class AdviceRequestEntry(AdviceAbout):
    of_organisation_id: UUID


class AdviceEntry(AdviceAbout):
    to_organisation_id: UUID
    members: Count | None = None
    """On behalf of how many, when an office speaks for its members; who they are is not said."""


class Issue(Shape):
    step: Literal["issue"]
    words: Words
    members: Count | None = None


class Answer(Shape):
    step: Literal["answer"]
    response: AdviceResponse
    words: Words | None = None
    """Why, when it is not followed."""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.response is AdviceResponse.NOT_FOLLOWED and self.words is None:
            meant = "schrijf in words waarom u het advies niet opvolgt"
            raise PydanticCustomError("string_pattern_mismatch", "why", {"pattern": meant})
        return self


AdviceStepTaken = Annotated[Issue | Answer, Field(discriminator="step")]


class AdviceView(BaseModel):
    advice_id: UUID
    municipality_code: str
    theme: Theme
    adviser_organisation_id: UUID
    advised_organisation_id: UUID
    solicited: bool
    signal_id: UUID | None
    begun_at: datetime
    state: AdviceState
    version: int
    members: int | None
    response: AdviceResponse | None
    waits_for_organisation_id: UUID | None
    due_at: datetime | None
    overdue: bool


def move_of(body: Issue | Answer) -> AdviceMove:
    facts = body.model_dump(exclude={"step", "words"})
    return AdviceMove(step=AdviceStep(body.step), **facts)


def advice_view(advice: Advice) -> AdviceView:
    return AdviceView.model_validate(advice, from_attributes=True)
