"""Direct awards within the mandate: in order of arrival, for as far as the money goes."""

import pytest
from contracts.budgets import (
    AllotmentRequested,
    BudgetCommitted,
    BudgetFact,
    BudgetReserved,
    CeilingNearlyReached,
)
from contracts.catalogue import EVENTS
from contracts.funding import FundingApproved, FundingRejected

from .desk import Desk


@pytest.mark.requirement("F08")
async def test_six_hundred_euro_once_for_the_leads_of_an_office_to_grow_their_membership(
    desk: Desk,
) -> None:
    line_id = await desk.line(2_500_00)
    result = {"indicator": "members", "increase": 20}
    application_id = await desk.apply(line_id, 600_00, expected_result=result)
    await desk.allot()
    approved = await desk.last(FundingApproved)
    assert (approved.awarded_cents, approved.purpose) == (600_00, "grow_membership")
    assert (approved.one_off, approved.partial, approved.rule_set_version) == (True, False, 1)
    assert await desk.said(application_id) == ["application-submitted", "funding-approved"]
    assert (await desk.get(f"/applications/{application_id}"))["expected_result"] == result
    assert await desk.books(line_id) == {
        "reserved": 0,
        "committed": 600_00,
        "paid": 0,
        "available": 1_900_00,
    }


@pytest.mark.parametrize(
    ("when_short", "states", "left"),
    [
        ("nothing", ["awarded", "awarded", "rejected"], 300_00),
        ("the_rest", ["awarded", "awarded", "partially_awarded"], 0),
    ],
)
async def test_the_last_one_gets_nothing_or_the_rest(
    desk: Desk, when_short: str, states: list[str], left: int
) -> None:
    line_id = await desk.line(1_500_00, when_short=when_short)
    applied = [await desk.apply(line_id, 600_00) for _ in range(3)]
    await desk.allot()
    assert [await desk.state(one) for one in applied] == states
    assert (await desk.books(line_id))["available"] == left


async def test_who_comes_after_the_last_one_gets_nothing(desk: Desk) -> None:
    line_id = await desk.line(600_00, when_short="the_rest")
    await desk.apply(line_id, 600_00)
    late = await desk.apply(line_id, 100_00)
    await desk.allot()
    assert (await desk.last(FundingRejected)).reason == "ceiling_reached"
    assert await desk.said(late) == ["application-submitted", "funding-rejected"]


async def test_the_same_request_heard_twice_takes_money_once(desk: Desk) -> None:
    line_id = await desk.line()
    application_id = await desk.apply(line_id, 600_00)
    (request,) = await desk.app.announced_of(AllotmentRequested)
    await desk.app.hear(request, request)
    await desk.app.hear(request)
    assert await desk.said(application_id) == ["application-submitted", "funding-approved"]
    assert (await desk.books(line_id))["committed"] == 600_00


async def test_who_withdrew_in_the_meantime_takes_no_money(desk: Desk) -> None:
    line_id = await desk.line()
    application_id = await desk.apply(line_id, 600_00)
    await desk.steps(application_id, "withdraw")
    await desk.allot()
    assert await desk.state(application_id) == "withdrawn"
    assert (await desk.books(line_id))["available"] == 10_000_00


async def test_what_people_took_up_is_theirs_to_decide(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 600_00)
    await desk.steps(application_id, "check")
    await desk.allot()
    assert await desk.state(application_id) == "admissibility_check"


async def test_a_request_for_an_application_that_is_not_here_changes_nothing(desk: Desk) -> None:
    await desk.apply(await desk.line(), 600_00)
    (request,) = await desk.app.announced_of(AllotmentRequested)
    other = request.model_copy(update={"application_id": request.budget_line_id})
    await desk.app.hear(other)
    assert not await desk.app.announced_of(FundingApproved)


@pytest.mark.requirement("F07")
async def test_an_award_whose_rules_have_a_condition_is_reserved(desk: Desk) -> None:
    line_id = await desk.line(award_condition="legal_form_registered")
    application_id = await desk.apply(line_id, 600_00)
    await desk.allot()
    assert await desk.state(application_id) == "condition_pending"
    assert (await desk.last(BudgetReserved)).available_cents == 9_400_00
    await desk.steps(application_id, "meet_condition")
    assert await desk.state(application_id) == "awarded"
    assert (await desk.books(line_id))["committed"] == 600_00


async def test_a_batch_over_several_lines_counts_up_the_versions_of_each(desk: Desk) -> None:
    lines = [await desk.line(1_000_00), await desk.line(2_000_00)]
    for place in range(6):
        await desk.apply(lines[place % 2], 300_00)
    await desk.allot()
    for line_id, left in zip(lines, [100_00, 1_100_00], strict=True):
        said = [EVENTS[one.type].model_validate(one.data) for one in await desk.app.announced()]
        facts = [
            one for one in said if isinstance(one, BudgetFact) and one.budget_line_id == line_id
        ]
        assert [fact.version for fact in facts] == list(range(1, len(facts) + 1))
        available = [fact.available_cents for fact in facts if isinstance(fact, BudgetCommitted)]
        assert available == sorted(available, reverse=True)
        assert available[-1] == left


async def test_that_little_is_left_is_said_once(desk: Desk) -> None:
    line_id = await desk.line(1_000_00)
    for cents in (850_00, 100_00, 100_00):
        await desk.apply(line_id, cents)
        await desk.allot()
    (said,) = await desk.app.announced_of(CeilingNearlyReached)
    assert (said.available_cents, said.ceiling_cents) == (50_00, 1_000_00)


async def test_every_consequence_names_the_request_that_caused_it(desk: Desk) -> None:
    line_id = await desk.line()
    for _ in range(2):
        await desk.apply(line_id, 600_00)
    await desk.allot()
    said = await desk.app.announced()
    asked = {one.id: one.data for one in said if one.type == AllotmentRequested.type}
    caused = [(one.data, asked[one.causationid]) for one in said if one.causationid in asked]
    assert len(caused) == 4
    for consequence, cause in caused:
        assert consequence
        assert cause
        assert consequence["application_id"] == cause["application_id"]
