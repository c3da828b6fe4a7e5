"""How much room there is, and what no person can set aside (S1, P17, P28)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from contracts.vocabulary import (
    Capacity,
    OrganisationKind,
    PlatformLevel,
)
from routing.assignment.domain.capacity import NoRoom, Room
from routing.assignment.domain.obstacles import bar_to, obstacle_of
from routing.assignment.domain.partner import Partner, Supporter
from routing.case.explanation_record import Basis, Ground
from routing_town import (
    question,
)

ELSEWHERE = "GM0758"
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
MATRIX, AGREEMENT = Ground(Basis.MATRIX, UUID(int=60), 1), Ground(Basis.AGREEMENT, UUID(int=61), 1)
EXECUTING, COORDINATING = PlatformLevel.EXECUTING, PlatformLevel.COORDINATING

LASTS = date(2026, 11, 30)
CLOSED = Room(capacity=Capacity.CLOSED, closed_until=TODAY)
ABSENT = Room(absent_from=TODAY, absent_until=TOMORROW)


@pytest.mark.requirement("P17")
@pytest.mark.parametrize(
    ("room", "day", "opens_after"),
    [
        (Room(), TODAY, None),
        (CLOSED, TODAY, TODAY),
        (CLOSED, TOMORROW, None),
        (replace(CLOSED, closed_until=None), TODAY, None),
        (replace(CLOSED, capacity=Capacity.OPEN), TODAY, None),
        (ABSENT, date(2026, 11, 22), None),
        (ABSENT, TODAY, TOMORROW),
        (ABSENT, TOMORROW, TOMORROW),
        (ABSENT, date(2026, 11, 25), None),
        (replace(ABSENT, absent_until=None), TODAY, None),
        (replace(CLOSED, absent_from=TODAY, absent_until=LASTS), TODAY, LASTS),
        (replace(CLOSED, closed_until=LASTS, absent_from=TODAY, absent_until=TODAY), TODAY, LASTS),
        (replace(CLOSED, absent_from=TOMORROW, absent_until=LASTS), TODAY, TODAY),
    ],
)
def test_who_is_closed_or_absent_can_be_asked_after_the_last_day_of_that(
    room: Room, day: date, opens_after: date | None
) -> None:
    assert room.opens_after(day) == opens_after


@pytest.mark.requirement("P17")
@pytest.mark.parametrize(
    ("room", "open_handovers", "lack"),
    [
        (Room(), 99, None),
        (CLOSED, 0, NoRoom.CLOSED),
        (replace(CLOSED, absent_from=TODAY), 0, NoRoom.CLOSED),
        (ABSENT, 0, NoRoom.ABSENT),
        (Room(capacity=Capacity.LIMITED, most_open=2), 1, None),
        (Room(capacity=Capacity.LIMITED, most_open=2), 2, NoRoom.FULL),
        (Room(capacity=Capacity.LIMITED), 99, None),
        (Room(most_open=2), 2, None),
        (Room(capacity=Capacity.WAITING_LIST), 0, NoRoom.WAITING_LIST),
        (Room(capacity=Capacity.WAITING_LIST, most_open=0), 0, NoRoom.WAITING_LIST),
    ],
)
def test_what_keeps_an_organisation_from_being_asked(
    room: Room, open_handovers: int, lack: NoRoom | None
) -> None:
    assert room.lack(TODAY, open_handovers) == lack


@pytest.mark.requirement("P04", "P28")
@pytest.mark.parametrize(
    ("partner", "bar"),
    [
        (Partner(), None),
        (Partner(ended=True), "left_network"),
        (Partner(kind=OrganisationKind.PLATFORM), "no_profile"),
        (Partner(kind=OrganisationKind.PLATFORM, levels=frozenset()), "other_level"),
        (Partner(kind=OrganisationKind.PLATFORM, levels=frozenset({COORDINATING})), "other_level"),
        (Partner(kind=OrganisationKind.SPORTS_COUNCIL, levels=frozenset({EXECUTING})), None),
        (Partner(conflicts=frozenset({UUID(int=70)})), "conflict_of_interest"),
        (Partner(conflicts=frozenset({UUID(int=71)})), None),
    ],
)
def test_what_no_person_can_set_aside(partner: Partner, bar: str | None) -> None:
    asked = question(provider_id=UUID(int=70))
    assert bar_to(partner, EXECUTING, asked) == bar
    assert obstacle_of(EXECUTING, asked, partner, TODAY, 0) == bar


@pytest.mark.requirement("A07")
@pytest.mark.parametrize(
    ("limits", "open_handovers", "obstacle"),
    [
        ((2, 1), 2, None),
        ((2, 1), 3, "full"),
        ((2, None), 99, None),
        ((0,), 0, "full"),
    ],
)
def test_an_organisation_is_full_when_all_supporters_who_are_up_to_it_are(
    limits: tuple[int | None, ...], open_handovers: int, obstacle: str | None
) -> None:
    able = Supporter(qualifications=frozenset({"club_support"}))
    unable = Supporter(qualifications=frozenset({"space"}), most_open=50)
    partner = Partner(supporters=(*(replace(able, most_open=most) for most in limits), unable))
    assert obstacle_of(EXECUTING, question(), partner, TODAY, open_handovers) == obstacle
    waits = replace(partner, room=Room(capacity=Capacity.WAITING_LIST))
    found = obstacle_of(EXECUTING, question(), waits, TODAY, open_handovers)
    assert found == (obstacle or "waiting_list")
    none = obstacle_of(EXECUTING, question(), Partner(supporters=(unable,)), TODAY, 0)
    assert none == "not_qualified"
