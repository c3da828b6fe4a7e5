"""What can be wrong with an entry of the network, and what its entries tell together (S1; S2)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from contracts.vocabulary import OrganisationKind, PlatformKind, PlatformLevel
from pydantic import ValidationError
from routing.network.domain.agreements import Agreement, Expectation
from routing.network.domain.composition import Composition, compose
from routing.network.domain.entry import Known, RelatedOrganisations
from routing.network.domain.offices import PosOffice
from routing.network.domain.officials import Official
from routing.network.domain.organisations import Organisation
from routing.network.domain.platforms import Platform, Seat
from routing.network.domain.supporters import Qualification, Supporter
from routing_town import COUNCIL, DESK, FIRST, OFFICE, SECOND, THIRD

TODAY, TOMORROW = date(2026, 3, 1), date(2026, 3, 2)
HERE, THERE = ["GM1963"], ["GM0758"]
AROUND = RelatedOrganisations(
    {
        DESK: Known(OrganisationKind.MUNICIPALITY, HERE),
        COUNCIL: Known(OrganisationKind.SPORTS_COUNCIL, HERE),
        OFFICE: Known(OrganisationKind.POS_OFFICE, THERE),
        FIRST: Known(OrganisationKind.UMBRELLA, THERE),
    },
    supporters={UUID(int=30): OFFICE},
)
UNKNOWN = "Deze organisatie is niet bekend in het netwerk."
OTHER_KIND = "Een organisatie van deze soort kan hier niet staan."
NO_PERSON = "Van een wethouder wordt geen persoon vastgelegd."
WHO = "Noem de organisatie waar deze persoon vandaan komt."
UNTIL_WHEN = "De toegang van een procesbegeleider heeft een laatste dag."
WHICH_PROGRAMME = "Noem het programma waarvan dit de trekker is."
REVIEW_FIRST = "Dit ligt vóór de eerste dag waarop de afspraak geldt."


def official(role: Any, **others: Any) -> Official:
    return Official(
        official_id=UUID(int=20),
        municipality_organisation_id=DESK,
        role=role,
        valid_from=TODAY,
        **others,
    )


def agreement(**others: Any) -> Agreement:
    plain = {
        "agreement_id": UUID(int=21),
        "municipality_code": "GM1963",
        "organisation_id": COUNCIL,
        "role": "executes",
        "signatories": [DESK],
        "valid_from": TODAY,
        "review_on": TOMORROW,
    }
    return Agreement.model_validate(plain | others)


def seat(holder: UUID, voting: bool = False, delegates: int = 1) -> Seat:
    return Seat(
        seat_id=UUID(int=22),
        body_organisation_id=COUNCIL,
        holder_organisation_id=holder,
        voting=voting,
        delegates=delegates,
        valid_from=TODAY,
    )


@pytest.mark.parametrize(
    ("entry", "remarks"),
    [
        (official("alderman"), []),
        (official("alderman", person_ref="vault"), [("person_ref", NO_PERSON)]),
        (official("policy_officer", person_ref="vault"), []),
        (official("policy_officer"), []),
        (official("process_guide", organisation_id=FIRST, valid_until=TOMORROW), []),
        (official("process_guide"), [("organisation_id", WHO), ("valid_until", UNTIL_WHEN)]),
        (official("process_guide", organisation_id=FIRST), [("valid_until", UNTIL_WHEN)]),
        (official("local_sport_advisor", organisation_id=FIRST), []),
        (official("local_sport_advisor"), [("organisation_id", WHO)]),
        (official("local_lead", programme="jogg"), []),
        (official("local_lead"), [("programme", WHICH_PROGRAMME)]),
        (
            official("alderman", person_ref="vault", valid_until=date(2026, 2, 28)),
            [
                ("valid_until", "Dit ligt vóór de eerste dag waarop dit geldt."),
                ("person_ref", NO_PERSON),
            ],
        ),
    ],
)
def test_an_official_is_noted_with_what_its_role_needs(
    entry: Official, remarks: list[tuple[str, str]]
) -> None:
    assert list(entry.remarks(AROUND)) == remarks


@pytest.mark.requirement("P05")
@pytest.mark.parametrize(
    ("others", "remarks"),
    [
        ({}, []),
        ({"review_on": TODAY}, []),
        ({"review_on": date(2026, 2, 28)}, [("review_on", REVIEW_FIRST)]),
        ({"organisation_id": SECOND}, [("organisation_id", UNKNOWN)]),
        ({"signatories": [DESK, SECOND, THIRD]}, [(f"signatories/{n}", UNKNOWN) for n in (1, 2)]),
    ],
)
def test_an_agreement_is_between_known_partners_and_is_looked_at_again_after_it_began(
    others: dict[str, Any], remarks: list[tuple[str, str]]
) -> None:
    assert list(agreement(**others).remarks(AROUND)) == remarks


@pytest.mark.requirement("P05", "F14")
def test_the_parties_of_an_agreement_are_who_signed_and_whom_it_is_about_each_once() -> None:
    assert agreement(signatories=[DESK, COUNCIL]).parties == sorted([COUNCIL, DESK])
    expects = expectation()
    assert expects.parties == sorted([FIRST, OFFICE, DESK])
    assert list(expects.remarks(AROUND)) == []
    early = expectation(review_on=date(2026, 2, 28))
    assert list(early.remarks(AROUND)) == [("review_on", REVIEW_FIRST)]
    assert list(expectation(review_on=TODAY).remarks(AROUND)) == []
    wrong = expectation(office_id=COUNCIL, umbrella_organisation_id=SECOND)
    assert set(wrong.remarks(AROUND)) == {
        ("office_id", OTHER_KIND),
        ("umbrella_organisation_id", UNKNOWN),
    }


def expectation(**others: Any) -> Expectation:
    plain = {
        "expectation_id": UUID(int=23),
        "umbrella_organisation_id": FIRST,
        "office_id": OFFICE,
        "municipality_organisation_id": DESK,
        "text_ref": "vault",
        "valid_from": TODAY,
        "review_on": TOMORROW,
    }
    return Expectation.model_validate(plain | others)


@pytest.mark.requirement("A07")
def test_a_qualification_is_of_a_known_supporter_and_kept_where_that_one_works() -> None:
    known = Qualification(
        qualification_id=UUID(int=24), supporter_id=UUID(int=30), code="space", valid_from=TODAY
    )
    assert list(known.remarks(AROUND)) == []
    assert known.codes(AROUND) == THERE
    unknown = known.model_copy(update={"supporter_id": UUID(int=31)})
    assert list(unknown.remarks(AROUND)) == [("supporter_id", "Deze ondersteuner is niet bekend.")]
    assert unknown.codes(AROUND) == ()


def test_an_entry_is_kept_by_the_municipalities_it_names_or_those_of_its_organisation() -> None:
    assert agreement().codes(AROUND) == ["GM1963"]
    assert official("alderman").codes(AROUND) == HERE
    assert organisation(["GM1963", "GM0758"]).codes(AROUND) == ["GM1963", "GM0758"]


def organisation(codes: list[str]) -> Organisation:
    return Organisation(
        organisation_id=FIRST,
        kind=OrganisationKind.MUNICIPALITY,
        name="Gemeente",
        municipality_codes=codes,
    )


def test_municipalities_that_merged_are_placed_in_the_new_one_from_that_day_on_and_once() -> None:
    """Landerd and Uden became Maashorst on the first of January 2022."""
    old = organisation(["GM1685", "GM0856", "GM0758"])
    assert old.placed_on(date(2021, 12, 31)).municipality_codes == ["GM1685", "GM0856", "GM0758"]
    assert old.placed_on(date(2022, 1, 1)).municipality_codes == ["GM1991", "GM0758"]
    single = agreement(municipality_code="GM0856")
    assert single.placed_on(date(2022, 1, 1)).municipality_code == "GM1991"
    assert single.placed_on(date(2021, 12, 31)) == single
    elsewhere = official("alderman")
    assert elsewhere.placed_on(date(2022, 1, 1)) is elsewhere


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 2, 28), False),
        (TODAY, True),
        (TOMORROW, True),
        (date(2026, 3, 3), False),
    ],
)
def test_what_has_a_last_day_holds_up_to_and_with_it(day: date, holds: bool) -> None:
    assert official("alderman", valid_until=TOMORROW).holds_on(day) is holds
    assert official("alderman").holds_on(day) is (day >= TODAY)
    on_one_day = official("alderman", valid_until=TODAY)
    assert list(on_one_day.remarks(AROUND)) == []


def test_an_entry_that_says_what_was_there_already_is_no_new_version() -> None:
    same = official("alderman")
    assert same.steps(None) == [same]
    assert same.steps(official("alderman")) == []
    other = official("alderman", valid_until=TOMORROW)
    assert other.steps(same) == [other]
    assert other.refusal(same) is None


@pytest.mark.requirement("B10", "B11")
def test_the_composition_of_a_body_tells_who_sits_there_for_entrepreneurs() -> None:
    kinds = {
        OFFICE: OrganisationKind.POS_OFFICE,
        FIRST: OrganisationKind.UMBRELLA,
        SECOND: OrganisationKind.TRADE_ASSOCIATION,
        DESK: OrganisationKind.MUNICIPALITY,
    }
    seats = [
        seat(SECOND, delegates=2),
        seat(OFFICE),
        seat(OFFICE),
        seat(DESK, voting=True, delegates=3),
        seat(THIRD, voting=True),
    ]
    assert compose(seats, kinds, [OFFICE, UUID(int=41), UUID(int=40)]) == Composition(
        seats=5,
        delegates=8,
        voting=2,
        entrepreneurs_seated=[SECOND, OFFICE],
        entrepreneurs_vote=False,
        offices_without_seat=[UUID(int=40), UUID(int=41)],
    )
    assert compose([seat(FIRST, voting=True)], kinds, []).entrepreneurs_vote
    assert compose([], {}, []) == Composition(0, 0, 0, [], False, [])


@pytest.mark.requirement("P04", "P28")
def test_a_platform_has_levels_each_once() -> None:
    def platform(*levels: PlatformLevel) -> Platform:
        return Platform(
            organisation_id=COUNCIL,
            kind=next(iter(PlatformKind)),
            levels=list(levels),
            valid_from=TODAY,
        )

    assert platform(PlatformLevel.EXECUTING).codes(AROUND) == HERE
    for levels in ([], [PlatformLevel.EXECUTING, PlatformLevel.EXECUTING]):
        with pytest.raises(ValidationError):
            platform(*levels)


def test_a_supporter_without_limits_helps_everybody_with_everything() -> None:
    entry = {
        "supporter_id": UUID(int=30),
        "organisation_id": OFFICE,
        "person_ref": "vault",
        "municipality_codes": HERE,
    }
    supporter = Supporter.model_validate(entry)
    assert (supporter.themes, supporter.provider_kinds, supporter.most_open) == ([], [], None)
    assert supporter.codes(AROUND) == HERE


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        ("exploring", "founded", None),
        ("founded", "founded", None),
        ("active", "dormant", None),
        ("dormant", "active", None),
        ("dormant", "dissolved", None),
        ("exploring", "active", "“verkenning” kan niet ineens “actief”"),
        ("dissolved", "exploring", "“opgeheven” kan niet ineens “verkenning”"),
    ],
)
def test_an_office_goes_from_state_to_state_and_skips_none(
    before: str, after: str, refused: str | None
) -> None:
    refusal = office(after).refusal(office(before))
    assert (refusal is None) is (refused is None)
    assert (refused or "") in (refusal or "")


def office(state: str) -> PosOffice:
    entry = {
        "organisation_id": OFFICE,
        "state": state,
        "municipality_codes": HERE,
        "size": "small",
        "initiated_by": "both",
    }
    return PosOffice.model_validate(entry)
