"""Signals and clusters as people send and see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from contracts.vocabulary import PolicyDomain, Theme
from pydantic import BaseModel, Field

from routing.exchange.schemas import Words
from routing.exchange.signals.domain import SignalMove, SignalState, SignalStep
from routing.shared.http import MunicipalityCode, Shape

SignalIds = Annotated[list[UUID], Field(min_length=1, max_length=200)]


class SignalEntry(Shape):
    municipality_code: MunicipalityCode
    theme: Theme
    policy_domain: PolicyDomain | None = None
    question_ids: Annotated[list[UUID], Field(max_length=200)] = Field(default_factory=list)
    """The questions that it comes from; none when it stands by itself."""
    words: Words | None = None


class ClusterEntry(Shape):
    municipality_code: MunicipalityCode
    theme: Theme
    policy_domain: PolicyDomain | None = None
    signal_ids: SignalIds


class MoreSignals(Shape):
    signal_ids: SignalIds


class PutOnAgenda(Shape):
    step: Literal["put_on_agenda"]
    organisation_id: UUID
    """Whose agenda: a platform's, a desk's or the municipality's."""


class PlainSignalStep(Shape):
    """A step that needs nothing more."""

    step: Literal["discuss", "take_up", "close"]


SignalStepTaken = Annotated[PutOnAgenda | PlainSignalStep, Field(discriminator="step")]


class SignalView(BaseModel):
    signal_id: UUID
    municipality_code: str
    by_organisation_id: UUID
    theme: Theme
    policy_domain: PolicyDomain | None
    questions: int | None
    """From how many it comes."""
    state: SignalState
    version: int
    cluster_id: UUID | None
    agenda_of_organisation_id: UUID | None
    reported_at: datetime
    due_at: datetime | None
    """When its agenda is reminded of it."""


class OwnSignalView(SignalView):
    question_ids: list[UUID]
    """For who reported it and for coordinators."""


class ClusterView(BaseModel):
    cluster_id: UUID
    municipality_code: str
    theme: Theme
    policy_domain: PolicyDomain | None
    made_by_organisation_id: UUID | None
    made_at: datetime
    signals: list[SignalView]


def move_of(body: PutOnAgenda | PlainSignalStep) -> SignalMove:
    agenda = body.organisation_id if isinstance(body, PutOnAgenda) else None
    return SignalMove(step=SignalStep(body.step), agenda_of_organisation_id=agenda)
