"""An application for money, and what it holds of a budget line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chassis.life_cycle import IllegalTransition, outcome_of
from contracts.vocabulary import LegalForm, RejectionReason

from funding.domain.budget import Account
from funding.domain.life_cycle import ALLOWED, SILENT, State, Step


@dataclass(frozen=True, slots=True)
class ExpectedResult:
    """What will be more afterwards, and by how many: members +20 (F08)."""

    indicator: str
    increase: int


@dataclass(frozen=True)
class Application:
    """`version` counts the facts announced about it; all amounts are cents."""

    id: UUID
    municipality_code: str
    budget_line_id: UUID
    applicant_organisation_id: UUID
    provider_id: UUID | None
    question_id: UUID | None
    purpose: str
    legal_form: LegalForm
    requested_cents: int
    expected_result: ExpectedResult | None
    rule_set_version: int
    """The rules that held when it was submitted."""
    state_since: datetime
    state: State = State.DRAFT
    version: int = 0
    within_mandate: bool = False
    submitted_at: datetime | None = None
    decide_by: datetime | None = None
    supply_by: datetime | None = None
    overdue: bool = False
    """The term to decide ended before there was a decision (P14)."""
    rejection_reason: RejectionReason | None = None
    condition: str | None = None
    awarded_cents: int | None = None
    payment_ordered: bool = False
    settled_cents: int | None = None


HELD_IN: Final[Mapping[State, Account]] = {
    State.CONDITION_PENDING: Account.RESERVED,
    State.AWARDED: Account.COMMITTED,
    State.PARTIALLY_AWARDED: Account.COMMITTED,
    State.OBJECTION_LODGED: Account.COMMITTED,
    State.PAID: Account.PAID,
    State.EXECUTING: Account.PAID,
    State.REPORT_SUBMITTED: Account.PAID,
    State.SETTLED: Account.PAID,
    State.RECLAIMED: Account.PAID,
}


def held(application: Application) -> tuple[Account, int]:
    """In which account of its budget line the application has how much."""
    account = HELD_IN.get(application.state, Account.AVAILABLE)
    settled = application.settled_cents
    return account, (application.awarded_cents or 0) if settled is None else settled


def after_step(
    application: Application,
    step: Step,
    now: datetime,
    to: State | None = None,
    **changes: Any,
) -> Application:
    """The application after a step; `to` where the step has more than one outcome."""
    outcomes = outcome_of(ALLOWED, application.state, step)
    state = next(iter(outcomes)) if to is None else to
    if state not in outcomes:
        raise IllegalTransition(application.state, step, tuple(ALLOWED[application.state]))
    version = application.version + (step not in SILENT)
    # Not replace(), which takes ten times as long: a batch has hundreds.
    after = object.__new__(Application)
    stepped = {"state": state, "version": version, "state_since": now}
    vars(after).update(vars(application) | stepped | changes)
    return after
