"""The steps that do more than change the state."""

from dataclasses import replace
from datetime import datetime

from contracts.vocabulary import RejectionReason

from funding.domain.application import Application, after_step
from funding.domain.life_cycle import State, Step
from funding.domain.refusals import (
    MoreThanPaid,
    MoreThanRequested,
    NoObjectionPossible,
    PaymentAlreadyOrdered,
    PaymentNotOrdered,
)
from funding.domain.rules import Regime, RuleSet


def submit(
    draft: Application,
    rules: RuleSet,
    rule_set_version: int,
    decide_by: datetime,
    now: datetime,
) -> Application:
    """The rules that hold now are those that it will be decided by."""
    return after_step(
        draft,
        Step.SUBMIT,
        now,
        submitted_at=now,
        decide_by=decide_by,
        rule_set_version=rule_set_version,
        within_mandate=rules.within_mandate(draft.requested_cents),
    )


def award(
    application: Application, step: Step, cents: int, condition: str | None, now: datetime
) -> Application:
    """`step`: whether the machine allots or people decide."""
    if cents > application.requested_cents:
        raise MoreThanRequested
    state = State.CONDITION_PENDING if condition else _award_of(cents, application)
    return after_step(
        application,
        step,
        now,
        state,
        awarded_cents=cents,
        condition=condition,
        rejection_reason=None,
    )


def reject(
    application: Application, step: Step, reason: RejectionReason, now: datetime
) -> Application:
    return after_step(
        application, step, now, State.REJECTED, rejection_reason=reason, awarded_cents=None
    )


def request_supplement(application: Application, supply_by: datetime, now: datetime) -> Application:
    """The term to decide stands still from now on."""
    return after_step(application, Step.REQUEST_SUPPLEMENT, now, supply_by=supply_by)


def supply(application: Application, now: datetime) -> Application:
    """The term to decide goes on where it stood still."""
    waited = now - application.state_since
    decide_by = application.decide_by and application.decide_by + waited
    return after_step(application, Step.SUPPLY, now, decide_by=decide_by, supply_by=None)


def meet_condition(application: Application, now: datetime) -> Application:
    cents = application.awarded_cents or 0
    return after_step(application, Step.MEET_CONDITION, now, _award_of(cents, application))


def order_payment(application: Application, now: datetime) -> Application:
    ordered = after_step(application, Step.ORDER_PAYMENT, now)
    if application.payment_ordered:
        raise PaymentAlreadyOrdered
    return replace(ordered, payment_ordered=True)


def confirm_payment(application: Application, now: datetime) -> Application:
    paid = after_step(application, Step.CONFIRM_PAYMENT, now)
    if not application.payment_ordered:
        raise PaymentNotOrdered
    return paid


def settle(application: Application, cents: int, now: datetime) -> Application:
    """Final at this amount, full or lower; what it was awarded more than that comes free."""
    settled = after_step(application, Step.SETTLE, now, settled_cents=cents)
    if cents > _paid(application):
        raise MoreThanPaid
    return settled


def reclaim(application: Application, repay_cents: int, now: datetime) -> Application:
    if repay_cents > _paid(application):
        raise MoreThanPaid
    left_cents = _paid(application) - repay_cents
    return after_step(application, Step.RECLAIM, now, settled_cents=left_cents)


def lodge_objection(
    application: Application, regime: Regime, decide_by: datetime, now: datetime
) -> Application:
    """People decide anew; not while the bank is paying."""
    objected = after_step(application, Step.OBJECT, now, decide_by=decide_by, overdue=False)
    if regime is not Regime.SUBSIDY:
        raise NoObjectionPossible
    if application.payment_ordered:
        raise PaymentAlreadyOrdered
    return objected


def _award_of(cents: int, application: Application) -> State:
    full = cents == application.requested_cents
    return State.AWARDED if full else State.PARTIALLY_AWARDED


def _paid(application: Application) -> int:
    paid = application.state in {State.EXECUTING, State.REPORT_SUBMITTED}
    return (application.awarded_cents or 0) if paid else 0
