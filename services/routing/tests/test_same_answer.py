"""The same data give the same answer, in whatever order they come."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from contracts.vocabulary import Capacity, OrganisationKind, PlatformLevel, ProviderKind, Theme
from hypothesis import given, settings
from hypothesis import strategies as st
from routing.assignment.domain.capacity import Room
from routing.assignment.domain.choice import Choice, choose
from routing.assignment.domain.commitments import Commitment, Duty
from routing.assignment.domain.network import Load, Network
from routing.assignment.domain.partner import Partner, Supporter
from routing.assignment.domain.rules import Rule
from routing.case.decision import Case
from routing.case.explanation_record import Basis, Ground, NotAskedBecause
from routing_town import MONDAY, TOWN, question, rule

ORGANISATIONS = [UUID(int=n) for n in range(1, 9)]
organisations = st.sampled_from(ORGANISATIONS)
themes = st.sampled_from([Theme.VOLUNTEERS, Theme.SPACE])
groups = st.lists(organisations, min_size=1, max_size=3, unique=True).map(tuple)
rules = st.builds(
    lambda receivers, **others: rule(*receivers, **others),
    st.lists(groups, min_size=1, max_size=3),
    rule_id=st.uuids(),
    theme=st.none() | themes,
    provider_kind=st.none() | st.sampled_from(ProviderKind),
)
grounds = st.builds(
    Ground, st.sampled_from([Basis.MATRIX, Basis.AGREEMENT]), st.uuids(), st.just(1)
)
commitments = st.builds(
    Commitment,
    ground=grounds,
    organisation_id=organisations,
    duty=st.sampled_from(Duty),
    theme=st.none() | themes,
)
rooms = st.builds(
    Room, capacity=st.sampled_from(Capacity), most_open=st.integers(1, 3), absent_from=st.none()
)
supporters = st.builds(
    Supporter, qualifications=st.sampled_from([frozenset(), frozenset({"club_support"})])
)
partners = st.builds(
    Partner,
    kind=st.sampled_from([OrganisationKind.DELIVERY_ORGANISATION, OrganisationKind.PLATFORM]),
    levels=st.none() | st.frozensets(st.sampled_from(PlatformLevel), min_size=1),
    room=rooms,
    supporters=st.lists(supporters, max_size=2).map(tuple),
)
loads = st.builds(Load, st.integers(0, 4), st.integers(0, 3).map(lambda n: MONDAY - timedelta(n)))
cases = st.builds(
    lambda **others: Case(question(question_id=UUID(int=99), **others)),
    theme=themes,
    provider_kind=st.sampled_from(ProviderKind),
)


def network_of(
    some_rules: list[Rule],
    some_commitments: list[Commitment],
    known: dict[UUID, Partner],
    busy: dict[UUID, Load],
    random: Random,
) -> Network:
    """With everything in an order of its own."""

    shuffled = [
        replace(one, receivers=mixed_groups(one, random))
        for one in random.sample(some_rules, len(some_rules))
    ]
    return Network(
        rules={TOWN: shuffled},
        commitments={TOWN: random.sample(some_commitments, len(some_commitments))},
        partners=dict(random.sample(sorted(known.items(), key=lambda k: k[0]), len(known))),
        loads=dict(random.sample(sorted(busy.items(), key=lambda k: k[0]), len(busy))),
        day=date(2026, 11, 23),
    )


def mixed_groups(one: Rule, random: Random) -> tuple[tuple[UUID, ...], ...]:
    """The order of the groups says something; that within a group does not."""
    return tuple(tuple(random.sample(group, len(group))) for group in one.receivers)


everything = {
    "case": cases,
    "some_rules": st.lists(rules, max_size=4, unique_by=lambda one: one.rule_id),
    "some_commitments": st.lists(commitments, max_size=5),
    "known": st.dictionaries(organisations, partners),
    "busy": st.dictionaries(organisations, loads),
    "seed": st.integers(),
}


@pytest.mark.requirement("P27")
@settings(max_examples=200, deadline=None)
@given(**everything)
def test_who_is_asked_and_what_is_told_of_the_others_does_not_depend_on_any_order(
    case: Case,
    some_rules: list[Rule],
    some_commitments: list[Commitment],
    known: dict[UUID, Partner],
    busy: dict[UUID, Load],
    seed: int,
) -> None:
    data = some_rules, some_commitments, known, busy
    answers = {choose(case, network_of(*data, Random(seed + n))).weighed for n in range(3)}
    assert len(answers) == 1


@settings(max_examples=200, deadline=None)
@given(**everything)
def test_every_candidate_is_weighed_once_and_at_most_one_is_asked(
    case: Case,
    some_rules: list[Rule],
    some_commitments: list[Commitment],
    known: dict[UUID, Partner],
    busy: dict[UUID, Load],
    seed: int,
) -> None:
    network = network_of(some_rules, some_commitments, known, busy, Random(seed))
    choice: Choice = choose(case, network)
    weighed = [one.organisation_id for one in choice.weighed]
    assert len(weighed) == len(set(weighed))
    asked = [one.organisation_id for one in choice.weighed if one.passed_over is None]
    assert asked == ([choice.chosen.organisation_id] if choice.chosen else [])
    if choice.chosen is None:
        in_the_way = {one.passed_over for one in choice.weighed}
        assert NotAskedBecause.WAITING_LIST not in in_the_way
        assert NotAskedBecause.LATER_IN_ORDER not in in_the_way
