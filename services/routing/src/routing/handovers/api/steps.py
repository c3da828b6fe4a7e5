"""Taking a step of a handover."""

from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import Conflict, Forbidden
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.work import Work
from fastapi import Response

from routing.case.decision import Actor
from routing.case.handover import Handover
from routing.case.repository import steps_since
from routing.case.states import Party
from routing.case.steps import TAKEN_BY, Step
from routing.case.visibility import parties
from routing.case.words import since_then
from routing.handovers.api.schemas import HandoverView, views
from routing.handovers.replies.intake_vault import NotWritten
from routing.handovers.replies.schemas import AnyStepBody
from routing.handovers.replies.take_step import apply_step, case_of
from routing.handovers.repository.reader import HandoverReader, visible_handover
from routing.shared.http import Involved
from routing.shared.scope import scope_of

router = Router(prefix="/handovers", tags=["handovers"])


@router.post("/{handover_id}/steps", summary="Take a step")
async def take_step(
    handover_id: UUID,
    body: AnyStepBody,
    caller: Involved,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> HandoverView:
    """Whoever takes a question over or refuses it at once, acknowledges it by that."""
    reader = HandoverReader(work.db, scope_of(caller))
    actor = _actor(caller, await visible_handover(handover_id, reader), Step(body.step))
    case, handover = await case_of(handover_id, work)
    await _check(known, handover, work)
    try:
        await apply_step(case, handover, body, actor, work)
    except NotWritten as refused:
        raise Conflict("not-written", "Dit is niet opgeslagen.", refused.why) from refused
    [view] = await views([await visible_handover(handover_id, reader)], reader, work)
    response.headers["ETag"] = f'"{view.version}"'
    return view


def _actor(caller: Caller, handover: Handover, step: Step) -> Actor:
    """As whom the caller takes the step."""
    able = parties(caller, handover) & TAKEN_BY[step]
    if not able:
        raise Forbidden("not-yours", "U mag dit niet doen.", "Deze stap is aan een ander.")
    party = next(party for party in Party if party in able)
    return Actor(party, caller.organisation_id)


async def _check(known: int | None, handover: Handover, work: Work) -> None:
    if known is None or known == handover.version:
        return
    happened = await steps_since(work.db, handover.handover_id, known)
    check_version(known, handover.version, since_then(happened))
