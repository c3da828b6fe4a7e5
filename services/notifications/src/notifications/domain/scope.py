"""Which facts a subscription may hear: those of its municipalities that are its holder's business.

A subscription keeps the roles, organisation and municipalities of who made it (VNG's
gemma-zaken#1427: one on a personal attribute would by-pass authorisation).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from contracts.agreements import ExpectationRecorded, ReviewDue
from contracts.catalogue import TOPICS
from contracts.event import Event, Fact
from contracts.network import MembershipFact, OrganisationFact, PosOfficeFounded
from contracts.peers import PeerMatchFact
from contracts.privacy import PrivacyFact
from contracts.signals import SignalReported

_topics = {topic.name for topic in TOPICS if "notifications" in topic.listeners}
HEARD: Final[Mapping[str, type[Fact]]] = {
    event.type: event
    for topic in TOPICS
    if topic.name in _topics
    for event in topic.events
    if issubclass(event, Fact)
}
"""Every type that can be subscribed to."""


def _said_on(*topics: str) -> frozenset[str]:
    return frozenset(name for name, event in HEARD.items() if event.topic in topics)


def _kinds_of(*facts: type[Event]) -> frozenset[str]:
    return frozenset(name for name, event in HEARD.items() if issubclass(event, facts))


_MONEY = _said_on("sportloket.funding.v1", "sportloket.budgets.v1")
_BETWEEN_PARTIES = _kinds_of(MembershipFact, ExpectationRecorded, ReviewDue)
"""Who belongs to what, and expects what of whom. The rest of the network is public."""
_NETWORK = _said_on("sportloket.network.v1") - _BETWEEN_PARTIES
_PEERS = _kinds_of(PeerMatchFact)
_WORK = _said_on(
    "sportloket.questions.v1",
    "sportloket.handovers.v1",
    "sportloket.signals.v1",
    "sportloket.funding.v1",
)

WIDELY: Final[Mapping[str, Collection[str]]] = {
    "administrator": frozenset(HEARD),
    "service": frozenset(HEARD),
    "coordinator": HEARD.keys() - _kinds_of(PrivacyFact),
    "core_team": _MONEY | _NETWORK,
    "partner": _NETWORK,
}
"""The types that a role hears of everybody."""
AS_PARTY: Final[Mapping[str, Collection[str]]] = {"partner": (_WORK | _BETWEEN_PARTIES) - _PEERS}
"""The types that a role hears where its organisation takes part (P03)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """`municipality_codes` None: all of them."""

    roles: frozenset[str]
    organisation_id: UUID | None
    municipality_codes: frozenset[str] | None
    event_types: frozenset[str]

    def covers(self, fact: Fact, parties: Collection[UUID]) -> bool:
        """`parties`: the organisations that the fact is the business of."""
        return bool(
            fact.type in self.event_types
            and (self.municipality_codes is None or places_of(fact) & self.municipality_codes)
            and (
                hears(self.roles, WIDELY, fact.type)
                or (self.organisation_id in parties and hears(self.roles, AS_PARTY, fact.type))
            )
        )


def hears(roles: Iterable[str], by: Mapping[str, Collection[str]], event_type: str) -> bool:
    return any(event_type in by.get(role, ()) for role in roles)


def hearable(roles: Collection[str], organisation_id: UUID | None) -> frozenset[str]:
    """The types that somebody with these roles may subscribe to."""
    return frozenset(
        name
        for name in HEARD
        if hears(roles, WIDELY, name)
        or (organisation_id is not None and hears(roles, AS_PARTY, name))
    )


def places_of(fact: Fact) -> set[str]:
    """The municipalities that a fact is about."""
    several: Collection[str] = ()
    if isinstance(fact, OrganisationFact | PosOfficeFounded):
        several = fact.municipality_codes
    return {fact.municipality_code, *several}


def parties_of(fact: Fact) -> set[UUID]:
    """The organisations that a fact names."""
    listeners = fact.listeners if isinstance(fact, SignalReported) else None
    return {
        organisation
        for name, organisation in fact
        if name.endswith("organisation_id") and isinstance(organisation, UUID)
    }.union(listeners or ())
