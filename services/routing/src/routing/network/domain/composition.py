"""Whether entrepreneurs have a seat where the local agreement is decided on (S2, B10, B11)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from contracts.vocabulary import OrganisationKind

from routing.network.domain.platforms import Seat

OF_ENTREPRENEURS: Final = frozenset(
    {
        OrganisationKind.POS_OFFICE,
        OrganisationKind.TRADE_ASSOCIATION,
        OrganisationKind.UMBRELLA,
    }
)


@dataclass(frozen=True, slots=True)
class Composition:
    seats: int
    delegates: int
    voting: int
    """Seats that vote."""
    entrepreneurs_seated: Sequence[UUID]
    entrepreneurs_vote: bool
    offices_without_seat: Sequence[UUID]


def compose(
    seats: Sequence[Seat], kinds: Mapping[UUID, OrganisationKind], offices: Collection[UUID]
) -> Composition:
    """`seats` of one body on one day; `offices` are those of entrepreneurs where it works."""
    of_entrepreneurs = [s for s in seats if kinds.get(s.holder_organisation_id) in OF_ENTREPRENEURS]
    holders = {seat.holder_organisation_id for seat in seats}
    return Composition(
        seats=len(seats),
        delegates=sum(seat.delegates for seat in seats),
        voting=sum(seat.voting for seat in seats),
        entrepreneurs_seated=sorted({seat.holder_organisation_id for seat in of_entrepreneurs}),
        entrepreneurs_vote=any(seat.voting for seat in of_entrepreneurs),
        offices_without_seat=sorted(set(offices) - holders),
    )
