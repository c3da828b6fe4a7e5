"""The facts that changes and movements become."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from contracts.budgets import (
    AllotmentRequested,
    BudgetCommitted,
    BudgetFact,
    BudgetMoved,
    BudgetReleased,
    BudgetReserved,
    CeilingNearlyReached,
)
from contracts.funding import (
    ApplicationAdmissible,
    ApplicationDeferred,
    ApplicationFact,
    ApplicationNotConsidered,
    ApplicationSettled,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    AssessmentRecorded,
    FundingApproved,
    FundingRejected,
    ObjectionLodged,
    PaymentConfirmed,
    PaymentOrdered,
    RepaymentStarted,
    ReportSubmitted,
    SupplementProvided,
    SupplementRequested,
)

from funding.domain.application import Application
from funding.domain.budget import Account, Booked
from funding.domain.change import Change
from funding.domain.life_cycle import SILENT, State, Step
from funding.domain.rules import RuleSet

FACTS: Final[Mapping[Step, type[ApplicationFact]]] = {
    Step.SUBMIT: ApplicationSubmitted,
    Step.REFUSE: FundingRejected,
    Step.ADMIT: ApplicationAdmissible,
    Step.REQUEST_SUPPLEMENT: SupplementRequested,
    Step.SUPPLY: SupplementProvided,
    Step.NOT_CONSIDER: ApplicationNotConsidered,
    Step.ASSESS: AssessmentRecorded,
    Step.DEFER: ApplicationDeferred,
    Step.ORDER_PAYMENT: PaymentOrdered,
    Step.CONFIRM_PAYMENT: PaymentConfirmed,
    Step.REPORT: ReportSubmitted,
    Step.SETTLE: ApplicationSettled,
    Step.RECLAIM: RepaymentStarted,
    Step.WITHDRAW: ApplicationWithdrawn,
    Step.OBJECT: ObjectionLodged,
}

MOVED: Final[Mapping[Account, type[BudgetMoved]]] = {
    Account.RESERVED: BudgetReserved,
    Account.COMMITTED: BudgetCommitted,
    Account.AVAILABLE: BudgetReleased,
}
"""By where the money went; that it was paid is a fact about the application."""


def fact_of(change: Change, rules: RuleSet, now: datetime) -> ApplicationFact | None:
    """Each kind of fact takes from this what it says."""
    if change.step in SILENT:
        return None
    after = change.after
    awarded = after.awarded_cents or 0
    return _kind(change).model_validate(
        {
            **_about(after, now),
            "applicant_organisation_id": after.applicant_organisation_id,
            "provider_id": after.provider_id,
            "requested_cents": after.requested_cents,
            "supply_by": after.supply_by,
            "reason": change.reason,
            "awarded_cents": awarded,
            "amount_cents": awarded,
            "partial": awarded < after.requested_cents,
            "rule_set_version": after.rule_set_version,
            "purpose": after.purpose,
            "one_off": rules.one_off,
            "settled_cents": after.settled_cents,
            "repay_cents": awarded - (after.settled_cents or 0),
        }
    )


def _kind(change: Change) -> type[ApplicationFact]:
    if change.step not in {Step.ALLOT, Step.DECIDE}:
        return FACTS[change.step]
    return FundingRejected if change.after.state is State.REJECTED else FundingApproved


def allotment_requested(application: Application, now: datetime) -> AllotmentRequested:
    """Once per application."""
    facts = {**_about(application, now), "version": 1}
    return AllotmentRequested(**facts, requested_cents=application.requested_cents)


def facts_of(booked: Booked, now: datetime) -> Iterator[BudgetFact]:
    movement, line = booked.movement, booked.line
    about = {"budget_line_id": line.id, "municipality_code": line.municipality_code}
    if movement.destination in MOVED:
        yield MOVED[movement.destination](
            **about,
            version=line.version - booked.nearly_reached,
            occurred_at=now,
            application_id=movement.application_id,
            amount_cents=movement.cents,
            available_cents=line.available_cents,
        )
    if booked.nearly_reached:
        yield CeilingNearlyReached(
            **about,
            version=line.version,
            occurred_at=now,
            available_cents=line.available_cents,
            ceiling_cents=line.ceiling_cents,
        )


def _about(application: Application, now: datetime) -> dict[str, Any]:
    return {
        "municipality_code": application.municipality_code,
        "version": application.version,
        "occurred_at": now,
        "application_id": application.id,
        "budget_line_id": application.budget_line_id,
    }
