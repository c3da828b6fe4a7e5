"""The money of a budget line: where it is, and every movement of it, to the cent."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from funding.domain.refusals import CeilingInUse, CeilingReached


class Account(StrEnum):
    AVAILABLE = "available"
    RESERVED = "reserved"
    """Awarded under a condition that is not met yet."""
    COMMITTED = "committed"
    """Awarded."""
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Movement:
    """An entry of the ledger: added, never changed; to `available` it is a release."""

    application_id: UUID
    application_version: int
    source: Account
    destination: Account
    cents: int


@dataclass(frozen=True, slots=True)
class Balance:
    """What is in use of a ceiling."""

    reserved_cents: int = 0
    committed_cents: int = 0
    paid_cents: int = 0

    @property
    def used_cents(self) -> int:
        return self.reserved_cents + self.committed_cents + self.paid_cents

    def after(self, movement: Movement) -> "Balance":
        source, destination, cents = movement.source, movement.destination, movement.cents

        def change(account: Account) -> int:
            return cents * ((destination is account) - (source is account))

        return Balance(
            self.reserved_cents + change(Account.RESERVED),
            self.committed_cents + change(Account.COMMITTED),
            self.paid_cents + change(Account.PAID),
        )


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """`version` counts the facts announced about it."""

    id: UUID
    municipality_code: str
    ceiling_cents: int
    balance: Balance
    version: int
    nearly_reached: bool
    """Whether it was said that little is left; said once, until there is enough again."""

    @property
    def available_cents(self) -> int:
        return self.ceiling_cents - self.balance.used_cents


def with_ceiling(line: BudgetLine, cents: int) -> BudgetLine:
    if cents < line.balance.used_cents:
        raise CeilingInUse(line.balance.used_cents)
    reached = line.nearly_reached and _little(cents - line.balance.used_cents, cents)
    return replace(line, ceiling_cents=cents, nearly_reached=reached)


@dataclass(frozen=True, slots=True)
class Booked:
    """A movement, and the line as it was right after it."""

    movement: Movement
    line: BudgetLine
    nearly_reached: bool
    """This movement left less than a tenth."""


def book(line: BudgetLine, movement: Movement) -> Booked:
    """Move money; the version counts what is announced of it: all but payments."""
    balance = line.balance.after(movement)
    available = line.ceiling_cents - balance.used_cents
    if available < 0:
        raise CeilingReached(line.available_cents)
    nearly_reached = _little(available, line.ceiling_cents)
    reached_now = nearly_reached and not line.nearly_reached
    announced = (movement.destination is not Account.PAID) + reached_now
    moved = BudgetLine(
        line.id,
        line.municipality_code,
        line.ceiling_cents,
        balance,
        line.version + announced,
        nearly_reached,
    )
    return Booked(movement, moved, reached_now)


def _little(available_cents: int, ceiling_cents: int) -> bool:
    """Less than a tenth is left."""
    return available_cents * 10 < ceiling_cents
