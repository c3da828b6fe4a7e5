"""Days and numbers of the register: at, just under and just over."""

from datetime import date
from uuid import uuid4

import pytest
from contracts.vocabulary import AgreementRole, LeaveReason
from pydantic import ValidationError
from routing.network.domain.agreements import Agreement, Expectation
from routing.network.domain.entry import RelatedOrganisations
from routing.network.domain.organisations import Membership
from routing.network.domain.representativeness import publishable
from routing_town import FIRST, SECOND, TOWN

BEFORE, DAY, AFTER = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)


def membership(started_on: date, ended_on: date) -> Membership:
    return Membership(
        membership_id=uuid4(),
        parent_organisation_id=FIRST,
        member_provider_id=uuid4(),
        started_on=started_on,
        ended_on=ended_on,
        leave_reason=next(iter(LeaveReason)),
    )


def agreement(valid_from: date, valid_until: date | None, review_on: date) -> Agreement:
    return Agreement(
        agreement_id=uuid4(),
        municipality_code=TOWN,
        organisation_id=FIRST,
        role=AgreementRole.EXECUTES,
        signatories=[FIRST],
        review_on=review_on,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def expectation(valid_from: date, review_on: date) -> Expectation:
    return Expectation(
        expectation_id=uuid4(),
        umbrella_organisation_id=FIRST,
        office_id=SECOND,
        municipality_organisation_id=FIRST,
        text_ref="a-reference",
        review_on=review_on,
        valid_from=valid_from,
    )


@pytest.mark.requirement("M09")
@pytest.mark.parametrize(("ended_on", "is_wrong"), [(BEFORE, True), (DAY, False), (AFTER, False)])
def test_a_membership_may_end_on_the_day_on_which_it_began_and_not_before(
    ended_on: date, is_wrong: bool
) -> None:
    wrong = {member for member, _ in membership(DAY, ended_on).remarks(RelatedOrganisations())}
    assert ("ended_on" in wrong) is is_wrong


@pytest.mark.requirement("P05", "F14")
@pytest.mark.parametrize(("review_on", "is_wrong"), [(BEFORE, True), (DAY, False), (AFTER, False)])
def test_an_agreement_is_reviewed_on_its_first_day_at_the_earliest(
    review_on: date, is_wrong: bool
) -> None:
    for entry in (agreement(DAY, None, review_on), expectation(DAY, review_on)):
        wrong = {member for member, _ in entry.remarks(RelatedOrganisations())}
        assert ("review_on" in wrong) is is_wrong


@pytest.mark.parametrize(("valid_until", "is_wrong"), [(BEFORE, True), (DAY, False), (None, False)])
def test_what_holds_for_one_day_has_the_same_first_and_last_day(
    valid_until: date | None, is_wrong: bool
) -> None:
    wrong = {
        member for member, _ in agreement(DAY, valid_until, AFTER).remarks(RelatedOrganisations())
    }
    assert ("valid_until" in wrong) is is_wrong


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 27), True),
        (date(2026, 11, 28), False),
    ],
)
def test_an_agreement_holds_from_its_first_day_to_its_last_and_both_count(
    day: date, holds: bool
) -> None:
    dated = agreement(date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 25))
    assert dated.holds_on(day) is holds


def test_whoever_signs_signs_once() -> None:
    document = agreement(DAY, None, AFTER).model_dump()
    assert Agreement.model_validate(document | {"signatories": [FIRST, SECOND]})
    with pytest.raises(ValidationError):
        Agreement.model_validate(document | {"signatories": [FIRST, FIRST]})


@pytest.mark.requirement("M04")
@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"small": 4, "large": 9}, {"small": None, "large": None}),
        ({"small": 5, "large": 9}, {"small": 5, "large": 9}),
        ({"small": 4, "middle": 1, "large": 9}, {"small": None, "middle": None, "large": 9}),
        ({"small": 3, "middle": 1, "large": 9}, {"small": None, "middle": None, "large": None}),
    ],
)
def test_what_is_left_out_of_a_composition_is_about_five_members_or_more(
    counts: dict[str, int], told: dict[str, int | None]
) -> None:
    assert publishable(counts) == told
