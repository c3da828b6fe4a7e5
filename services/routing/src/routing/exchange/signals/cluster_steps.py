"""Steps with all signals of a cluster at once."""

from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.router import Begin, Router
from chassis.life_cycle import IllegalTransition

from routing.exchange.schemas import check_flaws, refusal
from routing.exchange.signals.apply import apply
from routing.exchange.signals.clusters_api import seen, signals_in, view
from routing.exchange.signals.domain import ALLOWED, FOLLOWED, Signal
from routing.exchange.signals.parties import actor_for, flaws_of_agenda
from routing.exchange.signals.repository import Signals
from routing.exchange.signals.schemas import ClusterView, SignalStepTaken, move_of
from routing.exchange.signals.words import STATES, STEPS
from routing.shared.http import Involved
from routing.shared.scope import coordinates

router = Router(prefix="/clusters", tags=["signals"])


@router.post("/{cluster_id}/steps", summary="Take a step with all signals that can take it")
async def take_cluster_step(
    cluster_id: UUID, body: SignalStepTaken, caller: Involved, work: Begin
) -> ClusterView:
    """On an agenda only those of the caller's own agenda, save for coordinators."""
    cluster, move = await seen(cluster_id, work), move_of(body)
    ids = [signal.signal_id for signal in await signals_in(cluster, caller, work)]
    signals = await Signals(work.db).locked(ids)
    able = [each for each in signals if move.step in ALLOWED[each.state] and _is_at(each, caller)]
    taken = able or signals[:1]
    place, agenda = cluster.municipality_code, taken[0].agenda_of_organisation_id
    actor = await actor_for(move.step, caller, place, agenda, work)
    check_flaws(await flaws_of_agenda(move.agenda_of_organisation_id, taken[0], work))
    try:
        work.announce(*await apply(taken, move, actor, work))
    except IllegalTransition as illegal:
        raise refusal("De bundel", illegal, STATES, STEPS) from illegal
    return await view(cluster, caller, work)


def _is_at(signal: Signal, caller: Caller) -> bool:
    """Whether it is on no agenda, or on one of which the caller may speak."""
    own = signal.agenda_of_organisation_id == caller.organisation_id
    return signal.state not in FOLLOWED or own or coordinates(caller, signal.municipality_code)
