"""What became of a question, and the questions that nobody was asked for."""

from datetime import datetime
from uuid import UUID

from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from contracts.vocabulary import EscalationReason, ProviderKind, Theme
from pydantic import BaseModel

from routing.case.question import Question, Waiting
from routing.case.states import Party, State
from routing.case.steps import Step
from routing.handovers.api.schemas import HandoverView, views
from routing.handovers.repository.reader import HandoverReader
from routing.shared.http import Administrator, Reading
from routing.shared.pagination import Paged
from routing.shared.scope import scope_of

router = Router(tags=["questions"])


class HandoverStepView(BaseModel):
    version: int
    step: Step
    from_state: State | None
    to_state: State
    by_party: Party
    by_organisation_id: UUID | None
    reason: str | None
    at: datetime


class HandoverOnTimeline(HandoverView):
    steps: list[HandoverStepView]


class EscalationView(BaseModel):
    escalation_id: UUID
    handover_id: UUID | None
    to_organisation_id: UUID
    level: int
    reason: EscalationReason
    at: datetime


class TimelineView(BaseModel):
    question_id: UUID
    waiting: Waiting | None
    """Why nobody has it."""
    handovers: list[HandoverOnTimeline]
    escalations: list[EscalationView]
    """For the sender and coordinators."""


class UnroutedQuestionView(BaseModel):
    question_id: UUID
    municipality_code: str
    theme: Theme
    provider_kind: ProviderKind
    received_by_organisation_id: UUID | None
    waiting: Waiting
    decide_by: datetime


@router.get("/questions/{question_id}/handovers", summary="The handovers of a question, in order")
async def list_handovers_of_question(
    question_id: UUID, caller: Reading, work: Begin
) -> TimelineView:
    reader = HandoverReader(work.db, scope_of(caller))
    question = await reader.question(question_id)
    handovers = await reader.handovers_of(question_id)
    if question is None and not handovers:
        raise NotFound("no-such-question", "Deze vraag is er niet.")
    steps = await reader.steps([handover.handover_id for handover in handovers])
    escalations = await reader.escalations(question_id) if question else []
    return TimelineView.model_validate(
        {
            "question_id": question_id,
            "waiting": question and question.waiting,
            "handovers": [
                {**dict(view), "steps": steps[view.handover_id]}
                for view in await views(handovers, reader, work)
            ],
            "escalations": escalations,
        },
        from_attributes=True,
    )


@router.get(
    "/unattended-questions", summary="Questions about which nobody decided, for administrators"
)
async def list_unattended_questions(
    caller: Administrator, page: Paged, work: Begin
) -> list[UnroutedQuestionView]:
    """Who decides was told three times, and is not told again; the longest waiting first."""
    reader = HandoverReader(work.db, scope_of(caller))
    found = await reader.unattended(caller.municipalities, page)
    return [UnroutedQuestionView.model_validate(q, from_attributes=True) for q in found]


@router.get("/unrouted-questions", summary="Questions that wait for a person to decide")
async def list_unrouted_questions(
    caller: Reading, page: Paged, work: Begin
) -> list[UnroutedQuestionView]:
    found: list[Question] = await HandoverReader(work.db, scope_of(caller)).unrouted(page)
    return [UnroutedQuestionView.model_validate(q, from_attributes=True) for q in found]
