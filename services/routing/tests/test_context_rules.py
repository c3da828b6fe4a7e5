"""Which offices work in the same circumstances, and how far apart they are (S2, F06)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from contracts.vocabulary import SizeClass
from routing.exchange.peers.contexts.domain import (
    Context,
    OfficePeer,
    OfficePlace,
    compare,
    distance_km,
    nearest_first,
)
from routing.exchange.peers.contexts.domain import likeness as context_likeness
from routing_town import TOWN


def place(latitude: float | None, longitude: float | None) -> Context:
    return Context(
        municipality_code=TOWN,
        region="a",
        size=SizeClass.SMALL,
        urbanity=1,
        social_diversity=1,
        latitude=latitude,
        longitude=longitude,
    )


@pytest.mark.requirement("F06")
@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((52.0, 5.0), (52.0, 5.0), 0.0),
        ((52.0, 5.0), (53.0, 5.0), 111.2),  # a degree north
        ((52.0, 5.0), (52.0, 6.0), 68.5),  # a degree east, where the earth is narrower
        ((0.0, 0.0), (0.0, 1.0), 111.2),
        ((0.0, 0.0), (1.0, 1.0), 157.2),
        ((52.3676, 4.9041), (50.8514, 5.6910), 177.1),  # Amsterdam and Maastricht
    ],
)
def test_a_distance_is_over_the_surface_of_the_earth(
    one: tuple[float, float], other: tuple[float, float], kilometres: float
) -> None:
    assert distance_km(place(*one), place(*other)) == kilometres
    assert distance_km(place(*other), place(*one)) == kilometres


@pytest.mark.requirement("F06")
def test_a_distance_that_nobody_noted_is_unknown() -> None:
    assert distance_km(place(52.0, 5.0), place(None, 5.0)) is None
    assert distance_km(place(52.0, None), place(52.0, 5.0)) is None


def circumstances(size: SizeClass, urbanity: int, diversity: int, **others: Any) -> Context:
    plain = replace(place(None, None), size=size, urbanity=urbanity, social_diversity=diversity)
    return replace(plain, **others)


SMALL = circumstances(SizeClass.SMALL, 1, 1)


@pytest.mark.requirement("F06")
@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (SMALL, 1.0),
        (circumstances(SizeClass.LARGE, 5, 5), 0.0),
        (circumstances(SizeClass.MEDIUM, 1, 1), 0.83),
        (circumstances(SizeClass.SMALL, 5, 1), 0.67),
        (circumstances(SizeClass.SMALL, 1, 3), 0.83),
        (circumstances(SizeClass.SMALL, 2, 2), 0.83),
    ],
)
def test_municipalities_are_alike_by_size_urbanity_and_diversity(
    other: Context, alike: float
) -> None:
    assert context_likeness(SMALL, other) == alike
    assert context_likeness(other, SMALL) == alike


@pytest.mark.requirement("F06")
def test_an_office_finds_who_is_most_alike_first_and_then_who_is_nearest() -> None:
    own = OfficePlace(UUID(int=50), (replace(SMALL, latitude=52.0, longitude=5.0), FAR))
    near = replace(SMALL, region="b", latitude=52.0, longitude=6.0)
    farther = replace(near, latitude=53.0, longitude=5.0)
    unnoted = replace(SMALL, region="c")
    same_region = replace(SMALL, region="a")
    unlike = circumstances(SizeClass.LARGE, 1, 1, region="a", latitude=52.0, longitude=5.005)
    offices = {
        51: (unlike,),
        52: (unnoted,),
        53: (farther,),
        54: (near, farther),
        55: (same_region,),
        56: (),
        57: (unnoted,),
    }
    places = [OfficePlace(UUID(int=number), contexts) for number, contexts in offices.items()]
    found = compare(own, reversed(places))
    assert [
        (each.office_id.int, each.likeness, each.same_region, each.distance_km) for each in found
    ] == [
        (55, 1.0, True, None),
        (54, 1.0, False, 68.5),
        (53, 1.0, False, 111.2),
        (52, 1.0, False, None),
        (57, 1.0, False, None),
        (51, 0.67, True, 0.3),
    ]
    by_distance = [each.office_id.int for each in nearest_first(found)]
    assert by_distance == [55, 51, 54, 53, 52, 57]
    assert compare(OfficePlace(UUID(int=50), ()), places) == []
    less, more = OfficePeer(UUID(int=1), 0.5, True, 3.0), OfficePeer(UUID(int=2), 0.9, True, 3.0)
    assert nearest_first([less, more]) == [more, less]


FAR = circumstances(SizeClass.LARGE, 5, 5, region="z", latitude=60.0, longitude=20.0)
