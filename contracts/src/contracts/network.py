"""What routing announces about the network.

The topic is compacted, so each event says the whole of its thing, and every thing has its own key.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.event import Fact
from contracts.shapes import Count, Day, MunicipalityCode, OrganisationName
from contracts.vocabulary import OrganisationKind, ProviderKind, Theme


class NetworkFact(Fact):
    topic: ClassVar[str] = "sportloket.network.v1"

    organisation_id: UUID

    @property
    def key(self) -> str:
        return str(self.organisation_id)


class OrganisationFact(NetworkFact):
    kind: OrganisationKind
    name: OrganisationName
    municipality_codes: Annotated[list[MunicipalityCode], Field(min_length=1, max_length=400)]


class OrganisationRegistered(OrganisationFact):
    """An organisation joined the network; `municipality_code` is the first of its list."""

    type: ClassVar[str] = "nl.sportloketten.organisation-registered.v1"


class OrganisationUpdated(OrganisationFact):
    """An organisation's entry changed: this is all of it."""

    type: ClassVar[str] = "nl.sportloketten.organisation-updated.v1"


class RoutingRuleRecorded(NetworkFact):
    """A local agreement on who takes which questions; `organisation_id` takes them first."""

    type: ClassVar[str] = "nl.sportloketten.routing-rule-recorded.v1"

    rule_id: UUID
    rule_version: Count
    theme: Theme | None = None
    provider_kind: ProviderKind | None = None
    valid_from: Day

    @property
    def key(self) -> str:
        # under the organisation's key, compaction would drop the organisation and its other rules
        return str(self.rule_id)
