"""Clusters: people put signals about the same together (S1, P09)."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from chassis.http.caller import Caller
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.life_cycle import IllegalTransition
from chassis.work import Work
from contracts.problems import Problem as Flaw
from fastapi import status

from routing.exchange.schemas import check_flaws, refusal
from routing.exchange.signals.apply import apply
from routing.exchange.signals.clusters.repository import Cluster, Clusters
from routing.exchange.signals.domain import ALLOWED, Signal, SignalMove, SignalStep
from routing.exchange.signals.parties import actor_for, flaws_of_agenda
from routing.exchange.signals.repository import Filter, Signals
from routing.exchange.signals.schemas import (
    ClusterEntry,
    ClusterView,
    MoreSignals,
    SignalStepTaken,
    move_of,
)
from routing.exchange.signals.words import STATES, STEPS
from routing.shared.http import Involved, Reading
from routing.shared.scope import coordinates, scope_of

router = Router(prefix="/clusters", tags=["signals"])

MOST = 1000


@router.post("", summary="Put signals together", status_code=status.HTTP_201_CREATED)
async def post_cluster(entry: ClusterEntry, caller: Involved, work: Begin) -> ClusterView:
    signals = await _own(entry.signal_ids, entry.municipality_code, caller, work)
    cluster = Cluster(
        cluster_id=uuid4(),
        made_by_organisation_id=caller.organisation_id,
        made_at=work.now,
        **entry.model_dump(exclude={"signal_ids"}),
    )
    await Clusters(work.db).add(cluster)
    await _add(signals, cluster, caller, work)
    return await view(cluster, caller, work)


@router.post("/{cluster_id}/signals", summary="Put more signals in a cluster")
async def post_cluster_signals(
    cluster_id: UUID, body: MoreSignals, caller: Involved, work: Begin
) -> ClusterView:
    cluster = await cluster_of(cluster_id, work)
    await signals_in(cluster, caller, work)
    signals = await _own(body.signal_ids, cluster.municipality_code, caller, work)
    await _add(signals, cluster, caller, work)
    return await view(cluster, caller, work)


@router.get("/{cluster_id}", summary="A cluster, with the signals in your field")
async def get_cluster(cluster_id: UUID, caller: Reading, work: Begin) -> ClusterView:
    return await view(await cluster_of(cluster_id, work), caller, work)


async def cluster_of(cluster_id: UUID, work: Work) -> Cluster:
    found = await Clusters(work.db).one(cluster_id)
    if found is None:
        raise _missing()
    return found


async def view(cluster: Cluster, caller: Caller, work: Work) -> ClusterView:
    signals = await signals_in(cluster, caller, work)
    return ClusterView.model_validate(
        {**{f: getattr(cluster, f) for f in Cluster.__dataclass_fields__}, "signals": signals},
        from_attributes=True,
    )


async def signals_in(cluster: Cluster, caller: Caller, work: Work) -> list[Signal]:
    """Those that the caller sees; without one, the cluster is not there for them."""
    wanted = Filter(cluster_id=cluster.cluster_id, most=MOST)
    signals = await Signals(work.db).visible_to(scope_of(caller), wanted)
    if not signals:
        raise _missing()
    return signals


async def _own(signal_ids: Sequence[UUID], code: str, caller: Caller, work: Work) -> list[Signal]:
    """These, locked; each is of this municipality and in the caller's scope."""
    found = await Signals(work.db).locked(signal_ids, scope_of(caller))
    fitting = {signal.signal_id for signal in found if signal.municipality_code == code}
    check_flaws(
        [
            Flaw(pointer=f"#/signal_ids/{place}", detail="Dit signaal is er niet.")
            for place, signal_id in enumerate(signal_ids)
            if signal_id not in fitting
        ]
    )
    return found


async def _add(signals: list[Signal], cluster: Cluster, caller: Caller, work: Work) -> None:
    place = cluster.municipality_code
    actor = await actor_for(SignalStep.CLUSTER, caller, place, None, work)
    move = SignalMove(step=SignalStep.CLUSTER, cluster_id=cluster.cluster_id)
    try:
        work.announce(*await apply(signals, move, actor, work))
    except IllegalTransition as illegal:
        raise refusal("Een van de signalen", illegal, STATES, STEPS) from illegal


def _missing() -> NotFound:
    return NotFound("no-such-cluster", "Deze bundel is er niet.")


@router.post("/{cluster_id}/steps", summary="Take a step with all signals that can take it")
async def take_cluster_step(
    cluster_id: UUID, body: SignalStepTaken, caller: Involved, work: Begin
) -> ClusterView:
    """On an agenda only those of the caller's own agenda, save for coordinators."""
    cluster, move = await cluster_of(cluster_id, work), move_of(body)
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
    agenda = signal.agenda_of_organisation_id
    own = agenda in (None, caller.organisation_id)
    return own or coordinates(caller, signal.municipality_code)
