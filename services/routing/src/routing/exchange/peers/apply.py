"""From steps of peer matches to rows, clocks and facts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import uuid4

from chassis.clocks.alarms import rings
from chassis.clocks.terms import due
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event
from contracts.peers import (
    PeerMatchAccepted,
    PeerMatchEnded,
    PeerMatchFact,
    PeerMatchProposed,
    SpaceFreed,
)
from contracts.vocabulary import Channel

from routing.exchange.history import Actor, ExchangeStep, Histories
from routing.exchange.peers.domain import (
    Match,
    MatchParty,
    MatchState,
    MatchStep,
    Peer,
    Subject,
    ended,
)
from routing.exchange.peers.repository import PeerMatches
from routing.settings import Settings

PEER_ANSWER_TERM: Final = "peer_answer_term"
"""The clock of a match that waits for one of both to answer."""

FACTS: Final[Mapping[MatchStep, type[PeerMatchFact]]] = {
    MatchStep.PROPOSE: PeerMatchProposed,
    MatchStep.ACCEPT: PeerMatchAccepted,
    MatchStep.END: PeerMatchEnded,
    MatchStep.FREE_SPACE: SpaceFreed,
}
"""That one of both answered is between them and who speaks for them."""


async def propose(first: Subject, second: Subject, actor: Actor, work: Work) -> Match:
    match = Match(
        match_id=uuid4(),
        municipality_code=first.municipality_code,
        theme=first.theme,
        peers=(_peer(first), _peer(second)),
        proposed_at=work.now,
        due_at=due(work.settings_of(Settings).voice_terms.peer_answer, work.now),
    )
    work.announce(*await apply(match, MatchStep.PROPOSE, None, actor, work))
    return match


async def apply(
    match: Match,
    step: MatchStep,
    before: Match | None,
    actor: Actor,
    work: Work,
    channel: Channel | None = None,
) -> list[PeerMatchFact]:
    """The match after a step; the facts to announce. `channel`: how a provider answered."""
    await PeerMatches(work.db).save(match)
    taken = ExchangeStep(
        thing_id=match.match_id,
        version=match.version,
        step=step,
        from_state=before.state if before else None,
        to_state=match.state,
        by_party=actor.party,
        by_organisation_id=actor.organisation_id,
        about=channel,
        at=work.now,
    )
    await Histories(work.db).add([taken])
    await work.clocks.change(_clocks(before), _clocks(match))
    return [_fact(match, FACTS[step], work.now)] if step in FACTS else []


def _clocks(match: Match | None) -> list[Clock]:
    if match is None or match.due_at is None:
        return []
    return [Clock(PEER_ANSWER_TERM, match.match_id, match.due_at)]


@rings(PEER_ANSWER_TERM)
async def end_silent_matches(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """One of both never answered: neither gets to know the other."""
    events: list[Event] = []
    for match in await PeerMatches(work.db).locked([clock.subject for clock in clocks]):
        if match.state is MatchState.PROPOSED:
            silent = Actor(MatchParty.SYSTEM)
            events += await apply(ended(match), MatchStep.END, match, silent, work)
    return events


def _fact(match: Match, kind: type[PeerMatchFact], now: datetime) -> PeerMatchFact:
    """Each kind of fact takes from this what it says."""
    members = {name: getattr(match, name) for name in SAID}
    return kind.model_validate({**members, "occurred_at": now})


def _peer(subject: Subject) -> Peer:
    return Peer(
        peer_id=uuid4(),
        subject_kind=subject.kind,
        subject_id=subject.subject_id,
        municipality_code=subject.municipality_code,
        provider_id=subject.provider_id,
        provider_kind=subject.provider_kind,
        details_ref=subject.details_ref,
        represented_by=subject.represented_by,
    )


SAID: Final = ("match_id", "municipality_code", "version", "theme", "before_m2", "after_m2")
