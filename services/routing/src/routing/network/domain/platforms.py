"""Platforms: what they are, on which levels they work, and who sits in them."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final
from uuid import UUID

from contracts.vocabulary import OrganisationKind, PlatformKind, PlatformLevel
from pydantic import Field

from routing.network.domain.entry import ANY, Dated, EachOnce, Kinds

PLATFORM: Final = frozenset(
    {
        OrganisationKind.PLATFORM,
        OrganisationKind.SPORTS_COUNCIL,
        OrganisationKind.CORE_TEAM,
    }
)


class Platform(Dated):
    """Its kind and levels: before these are known it takes no part in routing (S1, P04 and P28)."""

    names: ClassVar[Mapping[str, Kinds]] = {"organisation_id": PLATFORM}
    area: ClassVar[str] = "organisation_id"

    organisation_id: UUID
    kind: PlatformKind
    levels: Annotated[
        list[PlatformLevel],
        Field(min_length=1, max_length=3, json_schema_extra={"uniqueItems": True}),
        EachOnce,
    ]


class Seat(Dated):
    """Of an organisation in a council or a core team (S2, B10 and B11)."""

    names: ClassVar[Mapping[str, Kinds]] = {
        "body_organisation_id": PLATFORM,
        "holder_organisation_id": ANY,
    }
    area: ClassVar[str] = "body_organisation_id"

    seat_id: UUID
    body_organisation_id: UUID
    holder_organisation_id: UUID
    voting: bool
    delegates: Annotated[int, Field(ge=1, le=100)] = 1
