"""Why a step cannot be taken now; each is a conflict with how things stand, not an error."""

from dataclasses import dataclass


class Refusal(Exception):
    """Nothing was changed and nothing is announced."""


class MoreThanRequested(Refusal):
    pass


class MoreThanPaid(Refusal):
    """A settlement cannot be higher than what was paid, nor can a repayment."""


class PaymentAlreadyOrdered(Refusal):
    pass


class PaymentNotOrdered(Refusal):
    pass


class NoObjectionPossible(Refusal):
    """The rules are no subsidy."""


@dataclass
class CeilingReached(Refusal):
    """The budget line does not hold the amount."""

    available_cents: int


@dataclass
class CeilingInUse(Refusal):
    """A ceiling cannot be lower than what is in use already."""

    used_cents: int
