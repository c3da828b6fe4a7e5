"""What funding announces about applications; budgets.py has what it says about money."""

from typing import ClassVar
from uuid import UUID

from contracts.event import Fact
from contracts.shapes import Cents, Code, Count, Instant, YesNo
from contracts.vocabulary import RejectionReason


class ApplicationFact(Fact):
    topic: ClassVar[str] = "sportloket.funding.v1"

    application_id: UUID
    budget_line_id: UUID
    applicant_organisation_id: UUID | None = None
    provider_id: UUID | None = None

    @property
    def key(self) -> str:
        return str(self.application_id)


class ApplicationSubmitted(ApplicationFact):
    """An application for money came in."""

    type: ClassVar[str] = "nl.sportloketten.application-submitted.v1"

    requested_cents: Cents


class ApplicationAdmissible(ApplicationFact):
    """The application can be assessed."""

    type: ClassVar[str] = "nl.sportloketten.application-admissible.v1"


class SupplementRequested(ApplicationFact):
    """The application is incomplete; the term to decide stands still."""

    type: ClassVar[str] = "nl.sportloketten.supplement-requested.v1"

    supply_by: Instant


class SupplementProvided(ApplicationFact):
    """The applicant supplied what was missing."""

    type: ClassVar[str] = "nl.sportloketten.supplement-provided.v1"


class ApplicationNotConsidered(ApplicationFact):
    """The application will not be assessed."""

    type: ClassVar[str] = "nl.sportloketten.application-not-considered.v1"

    reason: Code


class ApplicationDeferred(ApplicationFact):
    """The decision waits, for instance for the next round."""

    type: ClassVar[str] = "nl.sportloketten.application-deferred.v1"

    reason: Code


class ApplicationWithdrawn(ApplicationFact):
    """The applicant took the application back."""

    type: ClassVar[str] = "nl.sportloketten.application-withdrawn.v1"


class AssessmentRecorded(ApplicationFact):
    """An assessor gave a judgement, which stays with funding."""

    type: ClassVar[str] = "nl.sportloketten.assessment-recorded.v1"


class FundingApproved(ApplicationFact):
    """Money was awarded: all that was requested, or part of it."""

    type: ClassVar[str] = "nl.sportloketten.funding-approved.v1"

    awarded_cents: Cents
    requested_cents: Cents
    partial: YesNo
    rule_set_version: Count
    purpose: Code
    one_off: YesNo


class FundingRejected(ApplicationFact):
    """No money was awarded."""

    type: ClassVar[str] = "nl.sportloketten.funding-rejected.v1"

    reason: RejectionReason
    rule_set_version: Count


class PaymentOrdered(ApplicationFact):
    """The bank was asked to pay."""

    type: ClassVar[str] = "nl.sportloketten.payment-ordered.v1"

    amount_cents: Cents


class PaymentConfirmed(ApplicationFact):
    """The bank paid."""

    type: ClassVar[str] = "nl.sportloketten.payment-confirmed.v1"

    amount_cents: Cents


class ReportSubmitted(ApplicationFact):
    """The applicant accounted for the money."""

    type: ClassVar[str] = "nl.sportloketten.report-submitted.v1"


class ApplicationSettled(ApplicationFact):
    """What was awarded is final."""

    type: ClassVar[str] = "nl.sportloketten.application-settled.v1"

    settled_cents: Cents


class RepaymentStarted(ApplicationFact):
    """Money must come back."""

    type: ClassVar[str] = "nl.sportloketten.repayment-started.v1"

    repay_cents: Cents


class ObjectionLodged(ApplicationFact):
    """The applicant objected to the decision."""

    type: ClassVar[str] = "nl.sportloketten.objection-lodged.v1"
