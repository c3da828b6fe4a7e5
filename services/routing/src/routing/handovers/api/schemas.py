"""Handovers as people see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from chassis.work import Work
from contracts.vocabulary import (
    ColdReason,
    HandoverMode,
    HandoverOutcome,
    IntroductionMeans,
    ProviderKind,
    ReceiverKind,
    Theme,
)
from pydantic import BaseModel

from routing.assignment.explain import Explanations
from routing.case.handover import Handover
from routing.case.next_action import next_action_of
from routing.case.question import Question
from routing.case.states import Party, State
from routing.case.steps import Step
from routing.case.visibility import Thing, sees
from routing.case.words import warmth_of
from routing.handovers.repository.reader import HandoverReader
from routing.shared.scope import Scope


class NextView(BaseModel):
    """Whose turn it is, to do what, and by when."""

    owner: Party
    organisation_id: UUID
    action: Step
    by: datetime


class HandoverView(BaseModel):
    handover_id: UUID
    question_id: UUID
    municipality_code: str
    attempt: int
    state: State
    version: int
    next: NextView | None
    why: str
    """In words: by which version of which rule."""
    to_organisation_id: UUID
    from_organisation_id: UUID | None
    via_organisation_id: UUID | None
    theme: Theme
    provider_id: UUID
    provider_kind: ProviderKind
    details_ref: str | None
    """For the desk, and for the receiver from acceptance on, with consent."""
    rule_id: UUID
    rule_version: int
    mode: HandoverMode
    requested_at: datetime
    acknowledge_by: datetime
    reply_by: datetime
    contact_by: datetime | None
    receiver_kind: ReceiverKind | None
    introduction: IntroductionMeans | None
    contact_at: datetime | None
    contact_confirmed: bool | None
    """By the provider itself; None: it did not say so, or not yet."""
    sender_told_at: datetime | None
    """When the sender heard that it was accepted; of the end it hears by `HandoverCompleted`."""
    outcome: HandoverOutcome | None
    warm: bool | None
    """None until it is completed."""
    cold_because: list[ColdReason]
    warmth: str | None
    """In words: warm or not, and why."""
    ended_at: datetime | None


@dataclass(frozen=True)
class ViewContext:
    """What else there is to say about some handovers."""

    questions: dict[UUID, Question]
    explanations: Explanations
    scope: Scope

    @classmethod
    async def of(cls, handovers: Sequence[Handover], reader: HandoverReader, work: Work) -> Self:
        questions = await reader.questions({h.question_id for h in handovers})
        return cls(questions, await Explanations.of(handovers, work), reader.scope)

    def shows_details(self, handover: Handover) -> bool:
        return sees(self.scope, Thing.DETAILS, handover)

    def view(self, handover: Handover) -> HandoverView:
        question = self.questions[handover.question_id]
        own = {name: getattr(handover, name, None) for name in HandoverView.model_fields}
        asked = {name: getattr(question, name) for name in FROM_QUESTION}
        turn = next_action_of(handover)
        return HandoverView.model_validate(
            {
                **own,
                **asked,
                "details_ref": question.details_ref if self.shows_details(handover) else None,
                "next": turn and NextView.model_validate(turn, from_attributes=True),
                "warm": handover.warm if handover.state is State.COMPLETED else None,
                "warmth": warmth_of(handover),
                "why": self.explanations.why(handover, question),
            }
        )


FROM_QUESTION = ("theme", "provider_id", "provider_kind")


async def views(
    handovers: Sequence[Handover], reader: HandoverReader, work: Work
) -> list[HandoverView]:
    view_context = await ViewContext.of(handovers, reader, work)
    return [view_context.view(handover) for handover in handovers]
