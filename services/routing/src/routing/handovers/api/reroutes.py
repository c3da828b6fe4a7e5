"""Sending a question to somebody else: by name, or by letting the rules decide again."""

from typing import Annotated, Final
from uuid import UUID, uuid4

from chassis.clocks.terms import AMSTERDAM
from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import BadRequest, Conflict, NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.work import Work
from contracts.problems import Problem as Flaw
from fastapi import Depends, Response, status
from pydantic import BaseModel

from routing.assignment.record_rule import UNKNOWN
from routing.assignment.repository.partners import Partners
from routing.assignment.repository.reroutes import RecordedReroute, Reroutes
from routing.assignment.words import RerouteReason
from routing.case.decision import Actor, Case, Decision
from routing.case.repository import Cases
from routing.case.states import Party
from routing.handovers.api.schemas import HandoverView, views
from routing.handovers.apply import apply, decision_context
from routing.handovers.domain.ask import DecisionContext
from routing.handovers.domain.reroute import CannotReroute, Reroute, reroute
from routing.handovers.repository.reader import HandoverReader
from routing.handovers.words import CANNOT_REROUTE
from routing.network.repository.organisations import Organisations
from routing.shared.http import Shape
from routing.shared.scope import scope_of
from routing.timeline.entries import Cause

router = Router(prefix="/questions", tags=["questions"])

Coordinator = Annotated[Caller, Depends(allowed(Role.COORDINATOR))]
SINCE: Final = "Kijk in het dossier wat er intussen gebeurde."


class RerouteEntry(Shape):
    to_organisation_id: UUID | None = None
    """Without it the rules decide."""
    reason: RerouteReason


class ReroutedView(BaseModel):
    question_id: UUID
    version: int
    handover: HandoverView


@router.post(
    "/{question_id}/reroutes",
    status_code=status.HTTP_201_CREATED,
    summary="Send a question to somebody else",
)
async def post_reroute(
    question_id: UUID,
    entry: RerouteEntry,
    caller: Coordinator,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> ReroutedView:
    """Whoever has it now is told to stop."""
    reader = HandoverReader(work.db, scope_of(caller))
    cases = await Cases(work.db).of([question_id])
    if not cases or not reader.scope.covers(cases[0].question.municipality_code):
        raise NotFound("no-such-question", "Deze vraag is er niet.")
    [case] = cases
    check_version(known, case.question.version, SINCE)
    await _must_be_known(entry.to_organisation_id, work)
    await _reroute(case, entry, caller, work)
    [after] = await Cases(work.db).of([question_id])
    response.headers["ETag"] = f'"{after.question.version}"'
    [view] = await views([handover for handover in after.handovers if handover.open], reader, work)
    return ReroutedView(question_id=question_id, version=after.question.version, handover=view)


async def _must_be_known(organisation_id: UUID | None, work: Work) -> None:
    if organisation_id and await Organisations(work.db).one(organisation_id) is None:
        flaw = Flaw(pointer="#/to_organisation_id", detail=UNKNOWN)
        raise BadRequest("unknown-organisation", "Dit verzoek klopt niet.", UNKNOWN, errors=[flaw])


async def _reroute(case: Case, entry: RerouteEntry, caller: Caller, work: Work) -> None:
    wanted = Reroute(uuid4(), entry.to_organisation_id, entry.reason)
    actor, question_id = Actor(Party.COORDINATOR, caller.organisation_id), case.question.question_id
    context = await _with(
        wanted.to_organisation_id, await decision_context([case], work), case, work
    )

    def rerouted(case: Case, context: DecisionContext) -> Decision:
        return reroute(case, wanted, actor, context)

    cause = Cause(
        what="rerouted",
        at=work.now,
        by_party=Party.COORDINATOR,
        by_organisation_id=caller.organisation_id,
        reason=wanted.reason,
    )
    try:
        facts = await apply([case], rerouted, context, work, causes={question_id: cause})
    except CannotReroute as refused:
        detail = CANNOT_REROUTE[refused.refusal]
        raise Conflict("cannot-reroute", "De vraag kan daar niet heen.", detail) from refused
    by, to = caller.organisation_id, wanted.to_organisation_id
    await Reroutes(work.db).add(
        RecordedReroute(wanted.reroute_id, question_id, to, by, wanted.reason, work.now)
    )
    work.announce(*facts)


async def _with(
    named: UUID | None, context: DecisionContext, case: Case, work: Work
) -> DecisionContext:
    """What is known of who was named, too."""
    if named:
        today = work.now.astimezone(AMSTERDAM).date()
        found = await Partners(work.db).of([named], [case.question.provider_id], today)
        context.network.partners = {**context.network.partners, **found}
    return context
