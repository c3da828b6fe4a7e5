"""Where a rule begins and ends: at, just under and just over its day, number or moment."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from contracts.vocabulary import (
    Capacity,
    ColdReason,
    PlatformLevel,
    ProviderKind,
    Theme,
)
from routing.assignment.domain.candidate_order import compared
from routing.assignment.domain.capacity import NoRoom, Room
from routing.assignment.domain.choice import choose
from routing.assignment.domain.network import Network
from routing.assignment.domain.obstacles import obstacle_of
from routing.assignment.domain.partner import Partner, Supporter
from routing.assignment.domain.rule_check import check_rules
from routing.case.decision import SYSTEM, Case
from routing.case.explanation_record import NotAskedBecause
from routing.case.question import Waiting
from routing.case.states import Term
from routing.case.warmth import cold_because
from routing.exchange.peers.domain import Subject, SubjectKind, suggest
from routing.handovers.domain.provider_turn import ask_provider, on_provider_silent
from routing.handovers.domain.reroute import CannotReroute, Refusal, Reroute, reroute
from routing_town import FIRST, MONDAY, SECOND, TERMS, TOWN, case, context, question, rule

from .test_domain import completed

BEFORE, DAY, AFTER = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.requirement("P26")
@pytest.mark.parametrize(
    ("open_handovers", "lack"), [(1, None), (2, NoRoom.FULL), (3, NoRoom.FULL)]
)
def test_who_has_as_many_handovers_as_it_can_is_full(
    open_handovers: int, lack: NoRoom | None
) -> None:
    assert Room(capacity=Capacity.LIMITED, most_open=2).lack(DAY, open_handovers) is lack


@pytest.mark.parametrize(
    ("open_handovers", "in_the_way"),
    [(1, None), (2, NotAskedBecause.FULL), (3, NotAskedBecause.FULL)],
)
def test_whose_supporters_have_as_many_as_they_can_is_full(
    open_handovers: int, in_the_way: NotAskedBecause | None
) -> None:
    supporter = Supporter(qualifications=frozenset({"volunteers"}), most_open=2)
    found = obstacle_of(
        PlatformLevel.EXECUTING, question(), Partner(supporters=(supporter,)), DAY, open_handovers
    )
    assert found is in_the_way


@pytest.mark.parametrize(
    ("day", "lack"), [(BEFORE, NoRoom.CLOSED), (DAY, NoRoom.CLOSED), (AFTER, None)]
)
def test_who_is_closed_until_a_day_is_closed_on_that_day_too(
    day: date, lack: NoRoom | None
) -> None:
    assert Room(capacity=Capacity.CLOSED, closed_until=DAY).lack(day, 0) is lack


@pytest.mark.parametrize(
    ("day", "lack"),
    [
        (date(2026, 11, 22), None),
        (date(2026, 11, 23), NoRoom.ABSENT),
        (date(2026, 11, 27), NoRoom.ABSENT),
        (date(2026, 11, 28), None),
    ],
)
def test_an_absence_counts_its_first_day_and_its_last(day: date, lack: NoRoom | None) -> None:
    room = Room(absent_from=date(2026, 11, 23), absent_until=date(2026, 11, 27))
    assert room.lack(day, 0) is lack


@pytest.mark.requirement("P19")
@pytest.mark.parametrize(("begins", "doubles"), [(DAY, 1), (AFTER, 0)])
def test_two_rules_say_the_same_on_the_last_day_of_the_one_and_not_on_the_next(
    begins: date, doubles: int
) -> None:
    until_that_day = rule(FIRST, valid_until=DAY)
    assert len(check_rules([until_that_day, rule(SECOND, valid_from=begins)]).doubles) == doubles


@pytest.mark.requirement("P18")
@pytest.mark.parametrize(
    ("late", "reasons"),
    [
        (timedelta(seconds=-1), ()),
        (timedelta(0), ()),
        (timedelta(seconds=1), (ColdReason.CONTACT_TOO_LATE,)),
    ],
)
def test_contact_at_the_last_moment_of_its_term_is_in_time(
    late: timedelta, reasons: tuple[ColdReason, ...]
) -> None:
    handover = completed()
    assert handover.contact_by is not None
    assert cold_because(replace(handover, contact_at=handover.contact_by + late)) == reasons


@pytest.mark.parametrize(
    ("late", "still_asked"),
    [(timedelta(seconds=-1), True), (timedelta(0), False), (timedelta(seconds=1), False)],
)
def test_a_provider_is_silent_from_the_end_of_its_term_on(
    late: timedelta, still_asked: bool
) -> None:
    asked = ask_provider(case(), MONDAY, context()).case
    at_the_end = MONDAY + TERMS[Term.PROVIDER_SILENCE]
    after_it = on_provider_silent(asked, context(now=at_the_end + late)).case
    assert (after_it.question.awaits is not None) is still_asked


def test_the_work_of_who_is_alone_is_not_compared_and_that_of_two_is() -> None:
    alone, equals = Network({TOWN: [rule(FIRST)]}), Network({TOWN: [rule((FIRST, SECOND))]})
    assert compared([question()], alone) == set()
    assert compared([question()], equals) == {FIRST, SECOND}
    [only] = choose(case(), alone).weighed
    assert only.open_handovers is None
    assert [each.open_handovers for each in choose(case(), equals).weighed] == [0, 0]


@pytest.mark.requirement("P17")
@pytest.mark.parametrize(("earlier", "a_person_decides"), [(2, False), (3, True), (4, True)])
def test_the_rules_decide_three_times_and_then_a_person_does(
    earlier: int, a_person_decides: bool
) -> None:
    done = replace(completed(), to_organisation_id=SECOND)
    handovers = tuple(replace(done, handover_id=UUID(int=n)) for n in range(earlier))
    waiting = Case(replace(question(), waiting=Waiting.FAILED), handovers)
    wanted = Reroute(uuid4(), None, "other_expertise_needed")
    if a_person_decides:
        with pytest.raises(CannotReroute) as refused:
            reroute(waiting, wanted, SYSTEM, context(rule(FIRST)))
        assert refused.value.refusal is Refusal.USED_UP
    else:
        decision = reroute(waiting, wanted, SYSTEM, context(rule(FIRST)))
        assert decision.case.open is not None


def space(number: int, kind: SubjectKind, **others: int) -> Subject:
    return Subject(
        subject_id=UUID(int=number),
        kind=kind,
        theme=Theme.SPACE,
        municipality_code=TOWN,
        region=None,
        provider_id=UUID(int=number),
        provider_kind=ProviderKind.CLUB,
        since=MONDAY,
        needed_m2=others.get("needed_m2"),
        available_m2=others.get("available_m2"),
    )


@pytest.mark.requirement("R06", "R18")
@pytest.mark.parametrize(("most", "suggested"), [(2, 2), (3, 3), (4, 3)])
def test_so_many_are_suggested_and_nobody_more_than_three_times(most: int, suggested: int) -> None:
    offer = space(1, SubjectKind.SPACE_OFFER, available_m2=200)
    others = [space(2 + n, SubjectKind.QUESTION, needed_m2=100) for n in range(5)]
    assert len(suggest([offer], others, [], most)) == suggested


@pytest.mark.requirement("R18")
@pytest.mark.parametrize(("needed", "suggested"), [(199, 1), (200, 1), (201, 0)])
def test_an_offer_of_exactly_what_is_needed_is_enough(needed: int, suggested: int) -> None:
    offer = space(1, SubjectKind.SPACE_OFFER, available_m2=200)
    asked = space(2, SubjectKind.QUESTION, needed_m2=needed)
    assert len(suggest([offer], [asked], [], 10)) == suggested
