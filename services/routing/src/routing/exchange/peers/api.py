"""Providers that may help each other: proposed, and acquainted when both say yes (S2, R06)."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import Forbidden, NotFound
from chassis.http.router import Begin, Router
from chassis.life_cycle import IllegalTransition
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.vocabulary import Theme
from fastapi import Query

from routing.exchange.history import Actor
from routing.exchange.peers.apply import apply
from routing.exchange.peers.domain import Answer, Match, MatchState, MatchStep, answered, freed
from routing.exchange.peers.repository import PeerMatches
from routing.exchange.peers.schemas import (
    AnswerEntry,
    OutcomeEntry,
    PeerMatchView,
    actor_of,
    match_view,
)
from routing.exchange.peers.words import STATES, STEPS
from routing.exchange.schemas import check_flaws, invalid, refusal
from routing.shared.http import Involved, Reading
from routing.shared.pagination import Paged
from routing.shared.scope import scope_of

router = Router(prefix="/peer-matches", tags=["peers"])


@router.get("", summary="The matches of providers for whom you speak, the latest first")
async def list_peer_matches(
    caller: Reading,
    page: Paged,
    work: Begin,
    state: Annotated[MatchState | None, Query()] = None,
) -> list[PeerMatchView]:
    found = await PeerMatches(work.db).visible_to(scope_of(caller), state, page)
    return [match_view(match, caller) for match in found]


@router.get("/{match_id}", summary="A match; who both are, once both said yes")
async def get_peer_match(match_id: UUID, caller: Reading, work: Begin) -> PeerMatchView:
    match = await PeerMatches(work.db).one(match_id, scope_of(caller))
    if match is None:
        raise _missing()
    return match_view(match, caller)


@router.post("/{match_id}/answers", summary="Whether a provider lets the other know who it is")
async def post_peer_answer(
    match_id: UUID, body: AnswerEntry, caller: Involved, work: Begin
) -> PeerMatchView:
    match = await _locked(match_id, caller, work)
    actor = _actor(match, body.peer_id, caller)
    answer = Answer(agrees=body.agrees, channel=body.channel)
    try:
        changed, step = answered(match, body.peer_id, answer)
    except IllegalTransition as illegal:
        raise refusal("De koppeling", illegal, STATES, STEPS) from illegal
    work.announce(*await apply(changed, step, match, actor, work, body.channel))
    return match_view(changed, caller)


@router.post("/{match_id}/outcomes", summary="How much room a match gave")
async def post_peer_outcome(
    match_id: UUID, body: OutcomeEntry, caller: Involved, work: Begin
) -> PeerMatchView:
    match = await _locked(match_id, caller, work)
    actors = [actor for peer in match.peers if (actor := actor_of(caller, peer))]
    if not actors:
        raise _not_yours()
    check_flaws(_flaws(match, body))
    try:
        changed = freed(match, body.before_m2, body.after_m2)
    except IllegalTransition as illegal:
        raise refusal("De koppeling", illegal, STATES, STEPS) from illegal
    facts = await apply(changed, MatchStep.FREE_SPACE, match, actors[0], work)
    work.announce(*facts)
    return match_view(changed, caller)


def _actor(match: Match, peer_id: UUID, caller: Caller) -> Actor:
    peer = next((peer for peer in match.peers if peer.peer_id == peer_id), None)
    if peer is None:
        detail = "Deze aanbieder hoort er niet bij."
        raise invalid([Flaw(pointer="#/peer_id", detail=detail)])
    actor = actor_of(caller, peer)
    if actor is None:
        raise _not_yours()
    return actor


def _flaws(match: Match, body: OutcomeEntry) -> list[Flaw]:
    flaws = []
    if match.theme is not Theme.SPACE:
        flaws.append(Flaw(pointer="#", detail="Deze koppeling gaat niet over ruimte."))
    if body.after_m2 <= body.before_m2:
        detail = "Er kwam ruimte bij: dit is meer dan het aantal vierkante meters ervoor."
        flaws.append(Flaw(pointer="#/after_m2", detail=detail))
    return flaws


async def _locked(match_id: UUID, caller: Caller, work: Work) -> Match:
    found = await PeerMatches(work.db).locked([match_id], scope_of(caller))
    if not found:
        raise _missing()
    return found[0]


def _missing() -> NotFound:
    return NotFound("no-such-match", "Deze koppeling is er niet.")


def _not_yours() -> Forbidden:
    return Forbidden("not-yours", "U mag dit niet doen.", "U spreekt niet voor deze aanbieder.")
