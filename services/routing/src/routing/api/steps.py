"""Taking a step of a handover."""

from secrets import token_hex
from uuid import UUID

from chassis.http import Begin, Router
from chassis.identity import Caller
from chassis.problems import Conflict, Forbidden
from chassis.work import Work

from routing.api.handover_views import HandoverView, views
from routing.api.handovers import seen
from routing.api.shapes import Involved
from routing.api.step_shapes import Accept, StepTaken
from routing.deciding import circumstances, decide, quiet_circumstances
from routing.domain.case import FREES, advance
from routing.domain.handover import Handover
from routing.domain.happenings import Actor, Case, Decision
from routing.domain.placing import Circumstances
from routing.domain.states import TAKEN_BY, Party, State, Step
from routing.domain.stepping import IllegalStep, Move, possible_steps
from routing.repository.cases import Cases
from routing.repository.organisations import Organisations
from routing.repository.reading import Overview
from routing.repository.vault import Named, Vault
from routing.sight import parties, sight_of
from routing.words import cannot

router = Router(prefix="/handovers", tags=["handovers"])


@router.post("/{handover_id}/steps", summary="Take a step")
async def take_step(
    handover_id: UUID, body: StepTaken, caller: Involved, work: Begin
) -> HandoverView:
    overview = Overview(work.db, sight_of(caller))
    actor = _actor(caller, await seen(handover_id, overview), Step(body.step))
    [case] = await Cases(work.db).of_handovers([handover_id])
    handover = next(h for h in case.handovers if h.handover_id == handover_id)
    move = _move(body)
    try:
        await _advance(case, handover, move, actor, work)
    except IllegalStep as illegal:
        raise await _refusal(case, handover, move.step, work) from illegal
    if isinstance(body, Accept) and move.receiver_ref:
        named = Named(body.receiver.kind, body.receiver.name)
        await Vault(work.db).put(move.receiver_ref, named, handover.to_organisation_id, work.now)
    return (await views([await seen(handover_id, overview)], overview, work))[0]


def _actor(caller: Caller, handover: Handover, step: Step) -> Actor:
    """As whom the caller takes the step."""
    able = parties(caller, handover) & TAKEN_BY[step]
    if not able:
        raise Forbidden("not-yours", "U mag dit niet doen.", "Deze stap is aan een ander.")
    party = next(party for party in Party if party in able)
    return Actor(party, caller.organisation_id)


def _move(body: StepTaken) -> Move:
    facts = body.model_dump(exclude={"step", "receiver"})
    if isinstance(body, Accept):
        facts |= {"receiver_kind": body.receiver.kind, "receiver_ref": token_hex(16)}
    return Move(step=Step(body.step), **facts)


async def _advance(case: Case, handover: Handover, move: Move, actor: Actor, work: Work) -> None:
    given = await circumstances([case], work) if move.step in FREES else quiet_circumstances(work)

    def advanced(case: Case, given: Circumstances) -> Decision:
        return advance(case, handover, move, actor, given)

    await work.announce(*await decide([case], advanced, given, work))


async def _refusal(case: Case, handover: Handover, step: Step, work: Work) -> Conflict:
    accepted = next((h for h in reversed(case.handovers) if _is_accepted(h)), None)
    if step is Step.ACCEPT and accepted:
        by = accepted.to_organisation_id
        name = (await Organisations(work.db).names([by])).get(by, str(by))
        return Conflict("already-accepted", "Deze vraag is al overgenomen.", f"Door: {name}.")
    detail = cannot(handover.state, possible_steps(handover))
    return Conflict("illegal-transition", "Deze stap kan niet meer.", detail)


def _is_accepted(handover: Handover) -> bool:
    return handover.receiver_ref is not None and handover.state is not State.RETURNED
