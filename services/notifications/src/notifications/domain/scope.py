"""Which facts a subscription may hear: those of its municipalities that are its holder's business.

A subscription keeps the roles, organisation and municipalities of who made it (VNG's
gemma-zaken#1427: one on a personal attribute would by-pass authorisation).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from contracts.catalogue import TOPICS
from contracts.event import Event, Fact
from contracts.network import OrganisationFact

_topics = {topic.name for topic in TOPICS if "notifications" in topic.listeners}
HEARD: Final[Mapping[str, type[Event]]] = {
    event.type: event for topic in TOPICS if topic.name in _topics for event in topic.events
}
"""Every type that can be subscribed to."""

_MONEY = {"sportloket.funding.v1", "sportloket.budgets.v1"}
_NETWORK = {"sportloket.network.v1"}

WIDELY: Final[Mapping[str, Collection[str]]] = {
    "administrator": _topics,
    "coordinator": _topics,
    "service": _topics,
    "core_team": _MONEY | _NETWORK,
    "partner": _NETWORK,
}
"""The topics that a role hears of everybody."""
AS_PARTY: Final[Mapping[str, Collection[str]]] = {
    "partner": {"sportloket.questions.v1", "sportloket.handovers.v1", "sportloket.funding.v1"},
}
"""The topics that a role hears where its organisation takes part (P03)."""


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
                hears(self.roles, WIDELY, fact.topic)
                or (self.organisation_id in parties and hears(self.roles, AS_PARTY, fact.topic))
            )
        )


def hears(roles: Iterable[str], by: Mapping[str, Collection[str]], topic: str) -> bool:
    return any(topic in by.get(role, ()) for role in roles)


def hearable(roles: Collection[str], organisation_id: UUID | None) -> frozenset[str]:
    """The types that somebody with these roles may subscribe to."""
    return frozenset(
        name
        for name, event in HEARD.items()
        if hears(roles, WIDELY, event.topic)
        or (organisation_id is not None and hears(roles, AS_PARTY, event.topic))
    )


def places_of(fact: Fact) -> set[str]:
    """The municipalities that a fact is about."""
    places = fact.municipality_codes if isinstance(fact, OrganisationFact) else ()
    return {fact.municipality_code, *places}


def parties_of(fact: Fact) -> set[UUID]:
    """The organisations that a fact names."""
    return {
        organisation
        for name, organisation in fact
        if name.endswith("organisation_id") and isinstance(organisation, UUID)
    }
