"""A decline for lack of capacity becomes a request for extra hands (S1, P26)."""

from datetime import datetime
from uuid import UUID, uuid5

from chassis.http.problems import Conflict, Forbidden
from chassis.http.router import Begin, Router
from contracts.peers import CapacityRequested
from fastapi import status
from pydantic import BaseModel

from routing.assignment.repository.capacities import CapacityRequests
from routing.case.handover import Handover
from routing.case.question import Question
from routing.case.repository import Cases
from routing.case.states import Party
from routing.case.visibility import parties
from routing.handovers.repository.reader import HandoverReader, visible_handover
from routing.shared.http import Involved
from routing.shared.scope import scope_of

router = Router(prefix="/handovers", tags=["deciding"])

MAY_ASK = frozenset({Party.RECEIVER, Party.COORDINATOR})


class CapacityRequestView(BaseModel):
    capacity_request_id: UUID
    handover_id: UUID
    at: datetime


@router.post(
    "/{handover_id}/capacity-requests",
    status_code=status.HTTP_201_CREATED,
    summary="Ask for extra hands after a decline for lack of capacity",
)
async def post_capacity_request(
    handover_id: UUID, caller: Involved, work: Begin
) -> CapacityRequestView:
    handover = await visible_handover(handover_id, HandoverReader(work.db, scope_of(caller)))
    if not parties(caller, handover) & MAY_ASK:
        detail = "Dit is aan wie de vraag weigerde of aan het loket."
        raise Forbidden("not-yours", "U mag dit niet doen.", detail)
    [case] = await Cases(work.db).of([handover.question_id])
    requests = CapacityRequests(work.db)
    if not await requests.may_follow(handover_id):
        detail = "Dit kan alleen na een weigering omdat er geen ruimte is."
        raise Conflict("not-declined", "Extra ruimte vragen kan hier niet.", detail)
    request_id = uuid5(handover_id, "capacity request")
    if not await requests.add(request_id, handover_id, caller.organisation_id, work.now):
        raise Conflict("already-requested", "Er is al om extra ruimte gevraagd.")
    work.announce(_fact(request_id, handover, case.question, work.now))
    return CapacityRequestView(capacity_request_id=request_id, handover_id=handover_id, at=work.now)


def _fact(
    request_id: UUID, handover: Handover, question: Question, now: datetime
) -> CapacityRequested:
    return CapacityRequested(
        capacity_request_id=request_id,
        handover_id=handover.handover_id,
        question_id=handover.question_id,
        municipality_code=handover.municipality_code,
        version=1,
        occurred_at=now,
        to_organisation_id=handover.to_organisation_id,
        from_organisation_id=handover.from_organisation_id,
        via_organisation_id=handover.via_organisation_id,
        theme=question.theme,
    )
