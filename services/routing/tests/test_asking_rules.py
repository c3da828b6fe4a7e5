"""Who may be asked: commitments, supporters and what a set of rules leaves open."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from contracts.vocabulary import OrganisationKind, PlatformLevel, ProviderKind, Theme
from routing.assignment.domain.commitments import Commitment, Duty
from routing.assignment.domain.dry_run import Went, suppose
from routing.assignment.domain.matrix import DoubleOwner, Responsibility, Role, check
from routing.assignment.domain.network import Load, Network
from routing.assignment.domain.partner import Partner, Supporter, most_of
from routing.assignment.domain.rule_check import Uncovered, check_rules
from routing.case.explanation_record import Basis, Ground
from routing_town import FIRST, MONDAY, OFFICE, SECOND, TOWN, question, rule

BY_MATRIX, BY_AGREEMENT = Ground(Basis.MATRIX, uuid4(), 1), Ground(Basis.AGREEMENT, uuid4(), 1)
EXECUTES = Commitment(ground=BY_MATRIX, organisation_id=FIRST, duty=Duty.EXECUTES)


@pytest.mark.requirement("P15")
@pytest.mark.parametrize(
    ("theme", "kind", "fits"),
    [
        (None, None, True),
        (Theme.VOLUNTEERS, None, True),
        (None, ProviderKind.CLUB, True),
        (Theme.VOLUNTEERS, ProviderKind.CLUB, True),
        (Theme.SPACE, ProviderKind.CLUB, False),
        (Theme.VOLUNTEERS, ProviderKind.ENTREPRENEUR, False),
        (Theme.SPACE, None, False),
        (None, ProviderKind.ENTREPRENEUR, False),
    ],
)
def test_a_commitment_fits_the_questions_of_its_theme_and_kind_and_what_it_leaves_open(
    theme: Theme | None, kind: ProviderKind | None, fits: bool
) -> None:
    commitment = replace(EXECUTES, theme=theme, provider_kind=kind)
    assert commitment.fits(question()) is fits


@pytest.mark.requirement("P15")
def test_the_matrix_goes_first_then_who_executes_then_who_does_so_for_this_theme_and_kind() -> None:
    narrow = replace(EXECUTES, theme=Theme.VOLUNTEERS, provider_kind=ProviderKind.CLUB)
    of_theme = replace(EXECUTES, theme=Theme.VOLUNTEERS)
    coordinates = replace(narrow, duty=Duty.COORDINATES)
    agreed = replace(narrow, ground=BY_AGREEMENT)
    mixed = [agreed, coordinates, EXECUTES, narrow, of_theme]
    ordered = sorted(mixed, key=lambda each: each.rank)
    assert ordered == [narrow, of_theme, EXECUTES, coordinates, agreed]


@pytest.mark.requirement("A07")
@pytest.mark.parametrize(
    ("limits", "helps"),
    [
        ({}, True),
        ({"themes": frozenset({Theme.VOLUNTEERS})}, True),
        ({"themes": frozenset({Theme.SPACE})}, False),
        ({"provider_kinds": frozenset({ProviderKind.CLUB})}, True),
        ({"provider_kinds": frozenset({ProviderKind.ENTREPRENEUR})}, False),
        ({"municipality_codes": frozenset({"GM1963"})}, True),
        ({"municipality_codes": frozenset({"GM0758"})}, False),
        ({"qualifications": frozenset({"volunteers"})}, True),
        ({"qualifications": frozenset({"space"})}, False),
        ({"qualifications": frozenset({"space", "club_support"})}, True),
        ({"qualifications": frozenset()}, False),
    ],
)
def test_a_supporter_helps_with_what_it_is_qualified_for_and_set_no_limit_to(
    limits: dict[str, Any], helps: bool
) -> None:
    anything = Supporter(qualifications=frozenset({"club_support"}))
    supporter = replace(anything, **limits)
    assert supporter.helps(question()) is helps
    found = [supporter] if helps else []
    assert Partner(supporters=(supporter,)).helpers(question()) == found


@pytest.mark.requirement("A07")
def test_supporters_together_have_a_limit_when_each_of_them_has_one() -> None:
    two = Supporter(qualifications=frozenset(), most_open=2)
    three, endless = replace(two, most_open=3), replace(two, most_open=None)
    assert most_of([two, three]) == 5
    assert most_of([two, endless]) is None
    assert Partner().helpers(question()) is None
    assert Partner(supporters=(two, endless)).has_a_limit
    assert not Partner(supporters=(endless,)).has_a_limit


@pytest.mark.requirement("R11", "P28")
def test_an_office_is_the_way_in_for_entrepreneurs_when_it_coordinates_and_is_active() -> None:
    asked = question(provider_kind=ProviderKind.ENTREPRENEUR)
    by_rule = rule(via_organisation_id=OFFICE)
    levels = frozenset({PlatformLevel.COORDINATING})
    coordinates = Partner(kind=OrganisationKind.PLATFORM, levels=levels)
    assert Network(partners={OFFICE: coordinates}).via(asked, by_rule) == OFFICE
    assert Network().via(asked, by_rule) == OFFICE
    executes = replace(coordinates, levels=frozenset({PlatformLevel.EXECUTING}))
    assert Network(partners={OFFICE: executes}).via(asked, by_rule) is None
    assert Network(other_offices=frozenset({OFFICE})).via(asked, by_rule) is None
    assert Network().via(question(provider_kind=ProviderKind.CLUB), by_rule) is None


@pytest.mark.requirement("P15")
def test_questions_are_covered_by_a_rule_that_names_them_or_leaves_them_open() -> None:
    assert check_rules([rule()]).gaps == ()
    of_theme = check_rules([rule(theme=Theme.SPACE)]).gaps
    assert Uncovered(Theme.SPACE, ProviderKind.CLUB) not in of_theme
    assert Uncovered(Theme.VOLUNTEERS, ProviderKind.CLUB) in of_theme
    of_kind = check_rules([rule(provider_kind=ProviderKind.CLUB)]).gaps
    assert {each.provider_kind for each in of_kind} == set(ProviderKind) - {ProviderKind.CLUB}
    assert {each.theme for each in of_kind} == set(Theme)


@pytest.mark.requirement("P15")
def test_a_rule_for_one_entry_covers_nothing_by_itself() -> None:
    gaps = check_rules([rule(entry_organisation_id=FIRST)]).gaps
    assert len(gaps) == len(Theme) * len(ProviderKind)


@pytest.mark.requirement("P15")
def test_a_dry_run_places_the_questions_one_by_one_by_both_sets_of_rules() -> None:
    """Equals are asked in turn, also in a dry run; no rule asks nobody."""
    asked = [question() for _ in range(3)]
    elsewhere = question(municipality_code="GM0758")
    as_is = Network({TOWN: [rule((FIRST, SECOND))]})
    proposed = Network({TOWN: [rule(FIRST)]})
    found = suppose([*asked, elsewhere], as_is, proposed)
    assert found.went == (
        Went(asked[0].question_id, FIRST, FIRST),
        Went(asked[1].question_id, SECOND, FIRST),
        Went(asked[2].question_id, FIRST, FIRST),
        Went(elsewhere.question_id, None, None),
    )
    assert found.moved == 1
    assert found.before == {FIRST: 2, SECOND: 1, None: 1}
    assert found.after == {FIRST: 3, None: 1}


@pytest.mark.requirement("P15")
def test_a_dry_run_asks_who_was_asked_longest_ago_by_when_the_questions_came_in() -> None:
    late = question(received_at=MONDAY + timedelta(days=1))
    early, middle = question(received_at=MONDAY), question(received_at=MONDAY)
    network = Network(
        {TOWN: [rule((FIRST, SECOND))]},
        loads={FIRST: Load(0, MONDAY - timedelta(days=1)), SECOND: Load(0, MONDAY)},
    )
    found = suppose([late, early, middle], network, Network())
    assert [each.before for each in found.went] == [FIRST, SECOND, SECOND]
    undated = Network({TOWN: [rule((FIRST, SECOND))]}, loads={SECOND: Load(1, MONDAY)})
    again = suppose([question(), question()], undated, Network())
    assert [each.before for each in again.went] == [FIRST, FIRST]


@pytest.mark.requirement("P01")
def test_the_check_of_a_matrix_names_every_gap_and_who_has_one_role_together() -> None:
    found = check(
        [
            Responsibility(Theme.SPACE, Role.FIRST_RESPONDER, SECOND),
            Responsibility(Theme.SPACE, Role.FIRST_RESPONDER, FIRST),
            Responsibility(Theme.FINANCE, Role.DECIDES, FIRST),
            Responsibility(Theme.FINANCE, Role.ADVISES, FIRST),
            Responsibility(Theme.FINANCE, Role.ADVISES, SECOND),
        ]
    )
    assert found.doubles == (DoubleOwner(Theme.SPACE, Role.FIRST_RESPONDER, (FIRST, SECOND)),)
    assert Theme.SPACE not in found.gaps
    assert Theme.FINANCE in found.gaps
    assert len(found.gaps) == 15
