"""What can be wrong with a membership, and with an entry that names organisations (S2, B02)."""

from datetime import date
from uuid import UUID

import pytest
from contracts.vocabulary import LeaveReason, OrganisationKind
from pydantic import ValidationError
from routing.network.domain.entry import Known, RelatedOrganisations
from routing.network.domain.organisations import Membership, Organisation

PARENT, MEMBER, ABOVE, PROVIDER = (UUID(int=number) for number in range(1, 5))
CLUB = Known(OrganisationKind.PLATFORM, ["GM1963"])
AROUND = RelatedOrganisations({PARENT: CLUB, MEMBER: CLUB})
ONE_MEMBER = "Noem één lid: een aanbieder of een organisatie."
WHY = "Geef bij het einde van een lidmaatschap de dag en de reden."
OF_ITSELF = "Een organisatie kan niet lid zijn van zichzelf, ook niet langs een omweg."
UNKNOWN = "Deze organisatie is niet bekend in het netwerk."
END = {"ended_on": date(2026, 6, 1), "leave_reason": LeaveReason.MOVED}


def membership(**others: object) -> Membership:
    plain = {
        "membership_id": UUID(int=9),
        "parent_organisation_id": PARENT,
        "member_organisation_id": MEMBER,
        "started_on": date(2026, 1, 1),
    }
    return Membership.model_validate({**plain, **others})


@pytest.mark.requirement("B02")
@pytest.mark.parametrize(
    ("others", "remarks"),
    [
        ({}, []),
        ({"member_organisation_id": None, "member_provider_id": PROVIDER}, []),
        ({"member_organisation_id": None}, [("member_provider_id", ONE_MEMBER)]),
        ({"member_provider_id": PROVIDER}, [("member_provider_id", ONE_MEMBER)]),
        (END, []),
        ({"ended_on": date(2026, 6, 1)}, [("leave_reason", WHY)]),
        ({"leave_reason": LeaveReason.MOVED}, [("ended_on", WHY)]),
        ({**END, "ended_on": date(2026, 1, 1)}, []),
        (
            {**END, "ended_on": date(2025, 12, 31)},
            [("ended_on", "Dit ligt vóór de eerste dag van het lidmaatschap.")],
        ),
    ],
)
def test_a_membership_names_one_member_and_at_its_end_a_day_and_a_reason(
    others: dict[str, object], remarks: list[tuple[str, str]]
) -> None:
    assert list(membership(**others).remarks(AROUND)) == remarks


@pytest.mark.requirement("B02")
def test_nobody_is_a_member_of_itself_nor_by_a_detour_while_that_lasts() -> None:
    itself = membership(member_organisation_id=PARENT)
    assert ("member_organisation_id", OF_ITSELF) in list(itself.remarks(AROUND))
    detour = RelatedOrganisations(AROUND.organisations, parents={PARENT: {ABOVE}, ABOVE: {MEMBER}})
    assert list(membership().remarks(detour)) == [("member_organisation_id", OF_ITSELF)]
    assert list(membership(**END).remarks(detour)) == []
    two_ways = {PARENT: {ABOVE, PROVIDER}, ABOVE: {MEMBER}, PROVIDER: {UUID(int=5)}}
    longer = two_ways | {UUID(int=5): {UUID(int=6)}}
    with_both = RelatedOrganisations(AROUND.organisations, parents=longer)
    assert list(membership().remarks(with_both)) == [("member_organisation_id", OF_ITSELF)]


@pytest.mark.requirement("B02")
def test_who_is_named_must_be_known() -> None:
    nobody = RelatedOrganisations({PARENT: CLUB})
    assert list(membership().remarks(nobody)) == [("member_organisation_id", UNKNOWN)]


def test_a_municipality_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Organisation(
            organisation_id=PARENT,
            kind=OrganisationKind.PLATFORM,
            name="Sportplatform",
            municipality_codes=["GM1963", "GM1963"],
        )
    (error,) = refused.value.errors()
    assert (error["type"], error["loc"]) == ("repeated", ("municipality_codes",))
    assert error["msg"] == "a value stands here twice"


@pytest.mark.requirement("B02")
def test_a_membership_that_comes_in_when_it_has_ended_began_first() -> None:
    over = membership(ended_on=date(2026, 1, 2), leave_reason="moved")
    assert over.steps(None) == [membership(), over]
    assert over.steps(membership()) == [over]
    assert membership().steps(None) == [membership()]
    assert over.steps(over) == []


ONLY_ENDS = "Een lidmaatschap kan alleen nog eindigen. Begin anders een nieuw lidmaatschap."


@pytest.mark.requirement("B02")
def test_a_membership_can_only_end_and_that_once() -> None:
    over = membership(ended_on=date(2026, 1, 2), leave_reason="moved")
    assert over.refusal(membership()) is None
    assert over.refusal(over) is None
    assert membership().refusal(over) == ONLY_ENDS
    assert membership(ended_on=date(2026, 1, 1), leave_reason="moved").refusal(over) == ONLY_ENDS
    assert membership(started_on=date(2026, 1, 2)).refusal(membership()) == ONLY_ENDS
