"""What figures tell, and what they withhold about fewer than five (S1, P31, P07; S2, M03)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from contracts.vocabulary import ColdReason, SizeClass
from routing.indicators.domain import (
    Achieved,
    Completed,
    HandoverAnswer,
    PeriodEvents,
    QuestionAsked,
    Took,
    achieved,
    answers_by_organisation,
)
from routing.network.domain.representativeness import (
    Figures,
    InTheField,
    Member,
    Mirrored,
    figures,
    publishable,
)
from routing_town import FIRST, MONDAY, SECOND

NOTHING = Achieved(
    questions=0,
    providers=0,
    via_platform=None,
    coverage=None,
    warm=None,
    warm_confirmed=None,
    cold_because=dict.fromkeys(ColdReason, 0),
    hours_to_acceptance=None,
    hours_to_contact=None,
)


def asked(count: int, via_platform: bool, providers: int | None = None) -> list[QuestionAsked]:
    """So many questions of as many providers, or of fewer."""
    who = [uuid4() for _ in range(providers or count)]
    return [QuestionAsked(who[number % len(who)], via_platform) for number in range(count)]


def took(*hours: float) -> list[Took]:
    return [Took(uuid4(), MONDAY, MONDAY + timedelta(hours=each)) for each in hours]


def completed(count: int, *cold_because: ColdReason) -> list[Completed]:
    return [Completed(uuid4(), cold_because) for _ in range(count)]


@pytest.mark.requirement("P31")
def test_of_a_period_in_which_nothing_happened_the_numbers_are_nought_and_parts_unknown() -> None:
    assert achieved(PeriodEvents(), 0) == NOTHING
    assert achieved(PeriodEvents(), 10).coverage == 0


@pytest.mark.requirement("P31", "P07")
@pytest.mark.parametrize(
    ("via", "direct", "questions", "providers", "share"),
    [
        (4, 0, None, None, None),
        (5, 0, 5, 5, 1.0),
        (5, 5, 10, 10, 0.5),
        (5, 15, 20, 20, 0.25),
        (9, 11, 15, 15, 1 / 3),
        (4, 7, 10, 10, None),
        (4, 1, 5, 5, None),
    ],
)
def test_questions_and_the_part_by_a_platform_are_told_in_fives(
    via: int, direct: int, questions: int | None, providers: int | None, share: float | None
) -> None:
    happened = PeriodEvents(asked=[*asked(via, True), *asked(direct, False)])
    told = achieved(happened, 0)
    assert (told.questions, told.providers) == (questions, providers)
    assert told.via_platform == share


@pytest.mark.requirement("P07")
def test_many_questions_of_four_providers_are_not_told_and_providers_are_counted_once() -> None:
    few = achieved(PeriodEvents(asked=asked(40, False, providers=4)), 40)
    assert (few.questions, few.providers, few.coverage) == (None, None, None)
    enough = achieved(PeriodEvents(asked=asked(40, False, providers=6)), 40)
    assert (enough.questions, enough.providers) == (40, 5)


@pytest.mark.requirement("P31")
@pytest.mark.parametrize(
    ("known", "coverage"), [(0, None), (1, 1), (9, 1), (10, 1.0), (20, 0.5), (11, 10 / 11)]
)
def test_coverage_is_the_part_of_the_known_providers_that_asked_and_never_more_than_all(
    known: int, coverage: float | None
) -> None:
    assert achieved(PeriodEvents(asked=asked(10, False)), known).coverage == coverage


@pytest.mark.requirement("P31", "P18")
def test_warmth_is_the_part_of_the_completed_handovers_that_lacked_nothing() -> None:
    late, alone = ColdReason.CONTACT_TOO_LATE, ColdReason.NO_INTRODUCTION
    cold = [*completed(5, late), *completed(5, alone, late)]
    told = achieved(PeriodEvents(completed=[*completed(15), *cold]), 0)
    assert told.warm == 0.6
    assert told.cold_because == {
        ColdReason.NO_NAMED_RECEIVER: 0,
        ColdReason.NO_INTRODUCTION: 5,
        ColdReason.CONTACT_TOO_LATE: 10,
        ColdReason.NO_FEEDBACK_TO_SENDER: 0,
    }
    all_but_two = achieved(PeriodEvents(completed=[*cold, *completed(2, alone)]), 0)
    assert all_but_two.cold_because[late] is None
    few = achieved(PeriodEvents(completed=[*completed(10), *completed(4, late)]), 0)
    assert few.warm is None
    assert few.cold_because[late] is None


@pytest.mark.requirement("P31", "P18")
@pytest.mark.parametrize(
    ("proven", "ticked", "cold", "share"),
    [(10, 5, 5, 0.5), (10, 0, 0, 1.0), (0, 10, 0, 0.0), (4, 10, 10, None), (0, 0, 0, None)],
)
def test_the_part_that_providers_confirmed_is_told_apart(
    proven: int, ticked: int, cold: int, share: float | None
) -> None:
    done = [
        *(replace(each, confirmed=True) for each in completed(proven)),
        *completed(ticked),
        *(replace(each, confirmed=True) for each in completed(cold, ColdReason.NO_INTRODUCTION)),
    ]
    assert achieved(PeriodEvents(completed=done), 0).warm_confirmed == share


@pytest.mark.requirement("P31")
def test_the_time_that_something_took_is_the_median_of_five_or_more() -> None:
    told = achieved(PeriodEvents(accepted=took(1, 2, 4, 8, 16), contacted=took(1, 2, 3, 4)), 0)
    assert (told.hours_to_acceptance, told.hours_to_contact) == (4.0, None)
    other = achieved(PeriodEvents(contacted=took(1, 2, 4.5, 5.5, 16, 20)), 0)
    assert (other.hours_to_acceptance, other.hours_to_contact) == (None, 5.0)


def answers(count: int, who: UUID, what: str, reason: str | None = None) -> list[HandoverAnswer]:
    return [HandoverAnswer(uuid4(), who, what, reason) for _ in range(count)]


@pytest.mark.requirement("P27", "P07")
def test_what_organisations_answered_is_told_of_five_or_more_providers() -> None:
    given = [
        *answers(6, FIRST, "accept"),
        *answers(10, FIRST, "decline", "no_capacity"),
        *answers(5, SECOND, "accept"),
    ]
    assert answers_by_organisation(given) == {
        (FIRST, "accept", None): 5,
        (FIRST, "decline", "no_capacity"): 10,
        (SECOND, "accept", None): 5,
    }
    few = answers(2, SECOND, "decline", "wrong_theme")
    told = answers_by_organisation([*given, *few])
    assert {cell for cell, number in told.items() if number is None} == {
        (SECOND, "decline", "wrong_theme"),
        (SECOND, "accept", None),
    }


def members(count: int, direct: bool = True, **of_each: Any) -> list[Member]:
    return [Member(uuid4(), direct, **of_each) for _ in range(count)]


@pytest.mark.requirement("M03")
def test_members_are_compared_with_the_field_by_size_and_discipline() -> None:
    many = [
        *members(5, size=SizeClass.SMALL, disciplines=["hockey"]),
        *members(6, size=SizeClass.LARGE, disciplines=["hockey", "tennis"], direct=False),
    ]
    field = [
        InTheField("hockey", 20, SizeClass.SMALL),
        InTheField("tennis", 12),
        InTheField("hockey", 5, SizeClass.LARGE),
        InTheField("judo", 3),
    ]
    assert figures(many, field) == Figures(
        members=11,
        direct=5,
        indirect=6,
        sizes=[Mirrored("large", 6, 54.5, 20.0), Mirrored("small", 5, 45.5, 80.0)],
        disciplines=[
            Mirrored("hockey", 11, 100.0, 62.5),
            Mirrored("judo", 0, 0.0, 7.5),
            Mirrored("tennis", 6, 54.5, 30.0),
        ],
        missing=["judo"],
    )


@pytest.mark.requirement("M03")
def test_what_nobody_noted_is_unknown_and_without_a_field_there_is_nothing_to_compare() -> None:
    assert figures(members(5), []) == Figures(
        members=5,
        direct=5,
        indirect=0,
        sizes=[Mirrored("unknown", 5, 100.0, None)],
        disciplines=[Mirrored("unknown", 5, 100.0, None)],
        missing=[],
    )
    others = figures(members(5, direct=False), [])
    assert (others.direct, others.indirect) == (0, 5)


@pytest.mark.requirement("M03", "P07")
def test_of_fewer_than_five_members_no_figure_is_told() -> None:
    few = figures(members(4, disciplines=["judo"]), [InTheField("judo", 10)])
    assert (few.members, few.direct, few.indirect) == (None, None, 0)
    assert few.disciplines == [Mirrored("judo", None, None, 100.0)]
    assert figures([], []) == Figures(0, 0, 0, [], [], [])


@pytest.mark.requirement("P07")
@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, {}),
        ({"a": 0, "b": 5}, {"a": 0, "b": 5}),
        ({"a": 4, "b": 5, "c": 9}, {"a": None, "b": None, "c": 9}),
        ({"a": 2, "b": 2, "c": 9, "d": 6}, {"a": None, "b": None, "c": 9, "d": None}),
        ({"a": 2, "b": 3, "c": 9}, {"a": None, "b": None, "c": 9}),
        ({"a": 4}, {"a": None}),
        ({"a": 1, "b": 1}, {"a": None, "b": None}),
    ],
)
def test_what_is_withheld_is_never_one_figure_alone_nor_about_fewer_than_five(
    counts: dict[str, int], told: dict[str, int | None]
) -> None:
    assert publishable(counts) == told
