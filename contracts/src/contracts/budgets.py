"""What funding announces about budget lines, and asks of itself."""

from typing import ClassVar
from uuid import UUID

from contracts.event import Fact
from contracts.shapes import Cents, Code, Count


class BudgetFact(Fact):
    topic: ClassVar[str] = "sportloket.budgets.v1"

    budget_line_id: UUID

    @property
    def key(self) -> str:
        return str(self.budget_line_id)


class BudgetSet(BudgetFact):
    """A budget line has this much to award."""

    type: ClassVar[str] = "nl.sportloketten.budget-set.v1"

    ceiling_cents: Cents
    programme: Code


class BudgetMoved(BudgetFact):
    application_id: UUID
    amount_cents: Cents
    available_cents: Cents
    """What is left after it."""


class BudgetReserved(BudgetMoved):
    """Money is set aside for an application."""

    type: ClassVar[str] = "nl.sportloketten.budget-reserved.v1"


class BudgetCommitted(BudgetMoved):
    """Money was awarded."""

    type: ClassVar[str] = "nl.sportloketten.budget-committed.v1"


class BudgetReleased(BudgetMoved):
    """Money came free again."""

    type: ClassVar[str] = "nl.sportloketten.budget-released.v1"


class CeilingNearlyReached(BudgetFact):
    """Little is left of a budget line."""

    type: ClassVar[str] = "nl.sportloketten.ceiling-nearly-reached.v1"

    available_cents: Cents
    ceiling_cents: Cents


class RuleSetPublished(BudgetFact):
    """The rules of a budget line have a new version."""

    type: ClassVar[str] = "nl.sportloketten.rule-set-published.v1"

    rule_set_version: Count


class AllotmentRequested(Fact):
    """Funding asks itself for money, in one line per budget line: who comes first goes first."""

    type: ClassVar[str] = "nl.sportloketten.allotment-requested.v1"
    topic: ClassVar[str] = "sportloket.allotments.v1"

    application_id: UUID
    budget_line_id: UUID
    requested_cents: Cents

    @property
    def key(self) -> str:
        return str(self.budget_line_id)

    @property
    def subject(self) -> str:
        # the place in line, not the application: that one counts its versions elsewhere
        return f"{self.budget_line_id}/{self.application_id}"
