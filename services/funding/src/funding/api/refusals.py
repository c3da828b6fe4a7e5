"""What domain refusals are told as: 409, with what stands in the way."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from chassis.http.problems import Conflict
from chassis.life_cycle import IllegalTransition

from funding.domain.life_cycle import State
from funding.domain.refusals import (
    CeilingInUse,
    CeilingReached,
    MoreThanPaid,
    MoreThanRequested,
    NoObjectionPossible,
    PaymentAlreadyOrdered,
    PaymentNotOrdered,
    Refusal,
)
from funding.permissions import PERMITTED

LABELS: Final[Mapping[State, str]] = {
    State.DRAFT: "concept",
    State.SUBMITTED: "ingediend",
    State.ADMISSIBILITY_CHECK: "ontvankelijkheidstoets",
    State.SUPPLEMENT_REQUESTED: "aanvulling gevraagd",
    State.NOT_CONSIDERED: "niet in behandeling genomen",
    State.UNDER_ASSESSMENT: "in beoordeling",
    State.DEFERRED: "aangehouden",
    State.AWARDED: "toegekend",
    State.PARTIALLY_AWARDED: "deels toegekend",
    State.REJECTED: "afgewezen",
    State.CONDITION_PENDING: "voorwaarde open",
    State.PAID: "uitbetaald",
    State.EXECUTING: "in uitvoering",
    State.REPORT_SUBMITTED: "verantwoording ingediend",
    State.SETTLED: "vastgesteld",
    State.RECLAIMED: "teruggevorderd",
    State.WITHDRAWN: "ingetrokken",
    State.OBJECTION_LODGED: "bezwaar ontvangen",
}

OTHERS: Final[Mapping[type[Refusal], tuple[str, str]]] = {
    MoreThanRequested: ("more-than-requested", "Er is minder gevraagd dan dit bedrag."),
    MoreThanPaid: ("more-than-paid", "Er is minder uitbetaald dan dit bedrag."),
    PaymentAlreadyOrdered: ("payment-already-ordered", "De betaling is al opgedragen."),
    PaymentNotOrdered: ("payment-not-ordered", "De betaling is nog niet opgedragen."),
    NoObjectionPossible: ("no-objection-possible", "Tegen dit besluit staat geen bezwaar open."),
}


@contextmanager
def refusals_as_conflicts() -> Iterator[None]:
    try:
        yield
    except IllegalTransition as illegal:
        raise _illegal(illegal) from illegal
    except Refusal as refusal:
        raise _conflict(refusal) from refusal


def _illegal(illegal: IllegalTransition) -> Conflict:
    possible = ", ".join(step for step in sorted(illegal.possible) if step in PERMITTED)
    state = f"{LABELS[State(illegal.state)]} ({illegal.state})"
    detail = f"De aanvraag is nu: {state}. Stappen die kunnen: {possible or 'geen'}."
    return Conflict("illegal-transition", "Deze stap kan nu niet.", detail)


def _conflict(refusal: Refusal) -> Conflict:
    if isinstance(refusal, CeilingReached):
        left = _euros(refusal.available_cents)
        return Conflict("ceiling-reached", "Er is niet genoeg budget.", f"Er is nog {left}.")
    if isinstance(refusal, CeilingInUse):
        used = _euros(refusal.used_cents)
        detail = f"Er is al {used} gereserveerd, vastgelegd of uitbetaald."
        return Conflict("ceiling-in-use", "Het plafond kan niet zo laag.", detail)
    code, detail = OTHERS[type(refusal)]
    return Conflict(code, "Deze stap kan nu niet.", detail)


def _euros(cents: int) -> str:
    """As it is written in Dutch: 1.234,50 euro."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + f",{rest:02} euro"
