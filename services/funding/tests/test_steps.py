"""The steps that people take, by those who may take them."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from contracts.budgets import BudgetReleased
from contracts.funding import ApplicationSettled, FundingApproved, PaymentOrdered, RepaymentStarted

from .desk import STAFF, Desk

CRITERIA = [{"criterion": "local_partners", "met": True}]
TO_ASSESSMENT = ("check", "admit", {"step": "assess", "criteria": CRITERIA})


async def assessed(desk: Desk, line_id: UUID, cents: int = 5_000_00) -> UUID:
    application_id = await desk.apply(line_id, cents)
    await desk.steps(application_id, *TO_ASSESSMENT)
    return application_id


async def paid(desk: Desk, line_id: UUID) -> UUID:
    application_id = await desk.apply(line_id, 600_00)
    await desk.allot()
    await desk.steps(application_id, "order_payment", "confirm_payment")
    return application_id


async def test_an_application_goes_all_the_way(desk: Desk) -> None:
    line_id = await desk.line()
    application_id = await assessed(desk, line_id)
    decided = await desk.steps(application_id, {"step": "decide", "awarded_cents": 4_000_00})
    assert decided["state"] == "partially_awarded"
    await desk.steps(
        application_id,
        "order_payment",
        "confirm_payment",
        "start",
        {"step": "report", "description": "Wat er gedaan is."},
        {"step": "settle", "settled_cents": 3_500_00},
    )
    assert await desk.said(application_id) == [
        "application-submitted",
        "application-admissible",
        "assessment-recorded",
        "funding-approved",
        "payment-ordered",
        "payment-confirmed",
        "report-submitted",
        "application-settled",
    ]
    approved = await desk.last(FundingApproved)
    assert (approved.awarded_cents, approved.partial) == (4_000_00, True)
    assert (await desk.last(PaymentOrdered)).amount_cents == 4_000_00
    assert (await desk.last(ApplicationSettled)).settled_cents == 3_500_00
    assert (await desk.last(BudgetReleased)).amount_cents == 500_00
    books = await desk.books(line_id)
    assert (books["paid"], books["available"]) == (3_500_00, 6_500_00)


async def test_every_step_is_kept_with_who_took_it_and_why(desk: Desk) -> None:
    application_id = await assessed(desk, await desk.line())
    await desk.steps(application_id, {"step": "defer", "reason": "next_round"})
    steps = (await desk.get(f"/applications/{application_id}/steps"))["steps"]
    assert [one["step"] for one in steps] == ["submit", "check", "admit", "assess", "defer"]
    assert [one["to_state"] for one in steps][-1] == "deferred"
    assert steps[-1]["reason"] == "next_round"
    assert [one["role"] for one in steps] == [
        "partner",
        "coordinator",
        "coordinator",
        "core_team",
        "core_team",
    ]
    assert steps[3]["about"] == {"criteria": CRITERIA}


@pytest.mark.parametrize("step", sorted(STAFF))
async def test_an_applicant_takes_no_step_of_those_who_decide(desk: Desk, step: str) -> None:
    application_id = await desk.apply(await desk.line(), 5_000_00)
    more: dict[str, dict[str, Any]] = {
        "not_consider": {"reason": "incomplete"},
        "defer": {"reason": "next_round"},
        "assess": {"criteria": CRITERIA},
        "decide": {"awarded_cents": 1},
        "settle": {"settled_cents": 1},
        "reclaim": {"repay_cents": 1},
    }
    answer = await desk.step(application_id, step, role="partner", **more.get(step, {}))
    assert answer.status_code == 403


async def test_nobody_judges_the_application_of_their_own_organisation(desk: Desk) -> None:
    application_id = await assessed(desk, await desk.line())
    both = desk.app.token("core_team", organisation_id=desk.applicant_id, municipalities=["GM1963"])
    answer = await desk.app.client.post(
        f"/v1/applications/{application_id}/steps",
        json={"step": "decide", "awarded_cents": 1_00},
        headers=both,
    )
    assert (answer.status_code, answer.json()["type"][-20:]) == (403, "conflict-of-interest")


async def test_whoever_also_judges_takes_an_applicants_steps_for_their_own_organisation_alone(
    desk: Desk,
) -> None:
    application_id = await desk.apply(await desk.line(), 5_000_00)
    other = desk.app.token(
        "partner", "core_team", organisation_id=uuid4(), municipalities=["GM1963"]
    )
    path = f"/v1/applications/{application_id}/steps"
    answer = await desk.app.client.post(path, json={"step": "withdraw"}, headers=other)
    assert answer.status_code == 403


async def test_a_step_that_the_state_does_not_know_is_a_conflict_that_says_what_can_be_done(
    desk: Desk,
) -> None:
    application_id = await desk.apply(await desk.line(), 5_000_00)
    answer = await desk.step(application_id, "start")
    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        "De aanvraag is nu: ingediend (submitted). Stappen die kunnen: check, withdraw."
    )
    assert await desk.said(application_id) == ["application-submitted"]


async def test_a_decision_that_the_line_does_not_hold_is_a_conflict_and_changes_nothing(
    desk: Desk,
) -> None:
    line_id = await desk.line(5_999_99)
    application_id = await assessed(desk, line_id, 6_000_00)
    answer = await desk.step(application_id, "decide", awarded_cents=6_000_00)
    assert answer.status_code == 409
    assert answer.json()["detail"] == "Er is nog 5.999,99 euro."
    assert await desk.state(application_id) == "under_assessment"
    assert not await desk.app.announced_of(FundingApproved)
    assert (await desk.put_line(line_id, 6_000_00)).status_code == 200
    await desk.steps(application_id, {"step": "decide", "awarded_cents": 6_000_00})
    assert (await desk.books(line_id))["available"] == 0


@pytest.mark.parametrize("body", [{}, {"awarded_cents": 1_00, "reason": "not_supported"}])
async def test_a_decision_is_an_amount_or_a_reason(desk: Desk, body: dict[str, Any]) -> None:
    application_id = await assessed(desk, await desk.line())
    assert (await desk.step(application_id, "decide", **body)).status_code == 400


async def test_no_decision_gives_more_than_was_asked(desk: Desk) -> None:
    application_id = await assessed(desk, await desk.line())
    answer = await desk.step(application_id, "decide", awarded_cents=5_000_01)
    assert (answer.status_code, answer.json()["type"][-19:]) == (409, "more-than-requested")


async def test_a_payment_is_ordered_once_and_confirmed_only_when_it_was(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 600_00)
    await desk.allot()
    assert (await desk.step(application_id, "confirm_payment")).status_code == 409
    shown = await desk.steps(application_id, "order_payment")
    assert shown["next"]["action"] == "confirm_payment"
    assert (await desk.step(application_id, "order_payment")).status_code == 409


async def test_an_objection_can_raise_the_award_where_the_rules_are_a_subsidy(desk: Desk) -> None:
    line_id = await desk.line()
    application_id = await assessed(desk, line_id)
    await desk.steps(
        application_id,
        {"step": "decide", "awarded_cents": 1_000_00},
        "object",
        {"step": "decide", "awarded_cents": 5_000_00},
    )
    assert await desk.state(application_id) == "awarded"
    assert (await desk.books(line_id))["committed"] == 5_000_00


async def test_a_rejection_can_be_objected_to_too(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 600_00, legal_form="none")
    shown = await desk.steps(application_id, "object")
    assert (shown["state"], shown["next"]["owner"]) == ("objection_lodged", "core_team")
    await desk.steps(application_id, {"step": "decide", "reason": "legal_form"})
    assert await desk.state(application_id) == "rejected"


async def test_where_the_rules_are_seed_money_there_is_no_objection(desk: Desk) -> None:
    line_id = await desk.line(regime="seed_budget")
    application_id = await desk.apply(line_id, 600_00, legal_form="none")
    answer = await desk.step(application_id, "object")
    assert (answer.status_code, answer.json()["type"][-21:]) == (409, "no-objection-possible")


async def test_what_is_not_done_is_repaid(desk: Desk) -> None:
    line_id = await desk.line()
    application_id = await paid(desk, line_id)
    await desk.steps(application_id, "start", {"step": "reclaim", "repay_cents": 600_00})
    assert (await desk.last(RepaymentStarted)).repay_cents == 600_00
    assert (await desk.books(line_id))["available"] == 10_000_00


async def test_a_settlement_is_never_higher_than_what_was_paid(desk: Desk) -> None:
    application_id = await paid(desk, await desk.line())
    await desk.steps(application_id, "start", "report")
    answer = await desk.step(application_id, "settle", settled_cents=600_01)
    assert (answer.status_code, answer.json()["type"][-14:]) == (409, "more-than-paid")
