"""Which offices work in the same circumstances, and how far apart they are (S2, F06)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import asin, cos, radians, sin, sqrt
from typing import Final
from uuid import UUID

from contracts.vocabulary import SizeClass

EARTH_RADIUS_KM: Final = 6371.0
SIZES: Final = (SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.LARGE)
SCALE: Final = 4
"""Between the lowest and the highest of five classes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A municipality's circumstances; `urbanity` and `social_diversity`: 1 is little, 5 much."""

    municipality_code: str
    region: str
    size: SizeClass
    urbanity: int
    social_diversity: int
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class OfficePlace:
    """An office with the circumstances of the municipalities that are known."""

    office_id: UUID
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class OfficePeer:
    """`likeness`: 0 is nothing alike, 1 the same; `distance_km` None where nobody noted it."""

    office_id: UUID
    likeness: float
    same_region: bool
    distance_km: float | None


def likeness(one: Context, other: Context) -> float:
    size = abs(SIZES.index(one.size) - SIZES.index(other.size)) / (len(SIZES) - 1)
    urbanity = abs(one.urbanity - other.urbanity) / SCALE
    diversity = abs(one.social_diversity - other.social_diversity) / SCALE
    return round(1 - (size + urbanity + diversity) / 3, 2)


def distance_km(one: Context, other: Context) -> float | None:
    """Over the surface of the earth, in a straight line."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north, east = radians(one.latitude or 0), radians(one.longitude or 0)
    other_north, other_east = radians(other.latitude or 0), radians(other.longitude or 0)
    across = cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    height = sin((other_north - north) / 2) ** 2
    return round(2 * EARTH_RADIUS_KM * asin(sqrt(height + across)), 1)


def compare(own: OfficePlace, others: Iterable[OfficePlace]) -> list[OfficePeer]:
    """The others by likeness, then the nearest first; those of which nothing is known left out."""
    peers = [_peer(own, other) for other in others if own.contexts and other.contexts]
    return sorted(peers, key=_by_likeness)


def nearest_first(peers: Sequence[OfficePeer]) -> list[OfficePeer]:
    return sorted(peers, key=_by_distance)


def _peer(own: OfficePlace, other: OfficePlace) -> OfficePeer:
    """By the two municipalities that are most alike, and the two that are nearest."""
    pairs = list(product(own.contexts, other.contexts))
    distances = [distance for pair in pairs if (distance := distance_km(*pair)) is not None]
    return OfficePeer(
        other.office_id,
        max(likeness(*pair) for pair in pairs),
        any(one.region == another.region for one, another in pairs),
        min(distances, default=None),
    )


def _distance(peer: OfficePeer) -> tuple[bool, float]:
    """In the same region comes before a distance that nobody noted."""
    return peer.distance_km is None and not peer.same_region, peer.distance_km or 0.0


def _by_likeness(peer: OfficePeer) -> tuple[float, tuple[bool, float], UUID]:
    return -peer.likeness, _distance(peer), peer.office_id


def _by_distance(peer: OfficePeer) -> tuple[tuple[bool, float], float, UUID]:
    return _distance(peer), -peer.likeness, peer.office_id
