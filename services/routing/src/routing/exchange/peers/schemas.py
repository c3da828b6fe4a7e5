"""Peer matches and space offers as people send and see them."""

from datetime import datetime
from uuid import UUID

from chassis.http.caller import Caller
from contracts.shapes import Count
from contracts.vocabulary import Channel, ProviderKind, Theme
from pydantic import BaseModel

from routing.exchange.history import Actor
from routing.exchange.peers.domain import Likeness, Match, MatchParty, MatchState, Peer, SubjectKind
from routing.shared.http import MunicipalityCode, Shape
from routing.shared.scope import coordinates


class ProposalEntry(Shape):
    """Two questions, or a question and a space offer."""

    first_id: UUID
    second_id: UUID


class AnswerEntry(Shape):
    """Whether the provider behind a peer lets the other know who it is, and how it said so."""

    peer_id: UUID
    agrees: bool
    channel: Channel


class OutcomeEntry(Shape):
    """How much room who asked for it had, and has now."""

    before_m2: Count
    after_m2: Count


class SpaceOfferEntry(Shape):
    municipality_code: MunicipalityCode
    provider_id: UUID
    provider_kind: ProviderKind
    available_m2: Count


class SpaceOfferView(BaseModel):
    offer_id: UUID
    municipality_code: str
    provider_kind: ProviderKind
    available_m2: int
    by_organisation_id: UUID
    state: str
    offered_at: datetime


class SubjectView(BaseModel):
    """What a provider could take part with; who the provider is is not said."""

    subject_id: UUID
    kind: SubjectKind
    municipality_code: str
    provider_kind: ProviderKind
    needed_m2: int | None
    available_m2: int | None


class PeerSuggestionView(BaseModel):
    theme: Theme
    likeness: Likeness
    near: bool
    """In the same municipality; else in the same region."""
    first: SubjectView
    second: SubjectView


class PeerView(BaseModel):
    peer_id: UUID
    subject_kind: SubjectKind
    municipality_code: str
    provider_kind: ProviderKind
    own: bool
    """You may answer for it."""
    subject_id: UUID | None = None
    """Of the own one only: by it you know for whom you answer."""
    agrees: bool | None
    """Of the own one only, until both said yes."""
    provider_id: UUID | None = None
    """Who it is, how to reach it and who speaks for it: only after both said yes."""
    details_ref: str | None = None
    represented_by: list[UUID] | None = None


class PeerMatchView(BaseModel):
    match_id: UUID
    municipality_code: str
    theme: Theme
    state: MatchState
    version: int
    proposed_at: datetime
    due_at: datetime | None
    peers: list[PeerView]
    before_m2: int | None
    after_m2: int | None


def actor_of(caller: Caller, peer: Peer) -> Actor | None:
    """As what the caller may answer for a provider."""
    if caller.organisation_id in peer.represented_by:
        return Actor(MatchParty.REPRESENTATIVE, caller.organisation_id)
    if coordinates(caller, peer.municipality_code):
        return Actor(MatchParty.COORDINATOR, caller.organisation_id)
    return None


def match_view(match: Match, caller: Caller) -> PeerMatchView:
    values = {name: getattr(match, name, None) for name in PeerMatchView.model_fields}
    peers = [_peer(peer, match.known_to_each_other, caller) for peer in match.peers]
    return PeerMatchView.model_validate({**values, "peers": peers})


def _peer(peer: Peer, known: bool, caller: Caller) -> PeerView:
    own = actor_of(caller, peer) is not None
    members_shown = OPEN | (MET if known else set()) | ({"subject_id"} if own else set())
    values = {name: getattr(peer, name) for name in members_shown}
    agrees = peer.answer.agrees if peer.answer and (own or known) else None
    return PeerView.model_validate({**values, "own": own, "agrees": agrees})


OPEN = {"peer_id", "subject_kind", "municipality_code", "provider_kind"}
MET = {"provider_id", "details_ref", "represented_by"}
