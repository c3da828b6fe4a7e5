"""Where money goes with each step, to the cent, and that a line never gives more than it has."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from uuid import UUID, uuid4

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import RejectionReason
from funding.domain.application import Application, after_step, held
from funding.domain.budget import Account, Balance, BudgetLine, Movement, book, with_ceiling
from funding.domain.change import Change, movements
from funding.domain.life_cycle import State, Step
from funding.domain.refusals import (
    CeilingInUse,
    CeilingReached,
    MoreThanPaid,
    MoreThanRequested,
    Refusal,
)
from funding.domain.rules import Regime
from funding.domain.steps import (
    award,
    confirm_payment,
    lodge_objection,
    meet_condition,
    order_payment,
    reclaim,
    reject,
    settle,
)
from hypothesis import given
from hypothesis import strategies as st

Make = Callable[..., Application]
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
AVAILABLE, RESERVED = Account.AVAILABLE, Account.RESERVED
COMMITTED, PAID = Account.COMMITTED, Account.PAID


def line(ceiling_cents: int = 1_000_00) -> BudgetLine:
    return BudgetLine(uuid4(), "GM1963", ceiling_cents, Balance(), 2, nearly_reached=False)


def moved(before: Application, after: Application) -> list[tuple[Account, Account, int]]:
    found = movements(Change(before, after, Step.DECIDE))
    return [(one.source, one.destination, one.cents) for one in found]


def movement(cents: int, source: Account = AVAILABLE, to: Account = COMMITTED) -> Movement:
    return Movement(uuid4(), 2, source, to, cents)


def test_an_award_commits_the_money(application: Make) -> None:
    before = application(state=State.UNDER_ASSESSMENT)
    after = award(before, Step.DECIDE, 600_00, None, NOW)
    assert moved(before, after) == [(AVAILABLE, COMMITTED, 600_00)]


@pytest.mark.requirement("F07")
def test_an_award_under_a_condition_reserves_the_money_until_the_condition_is_met(
    application: Make,
) -> None:
    before = application(state=State.UNDER_ASSESSMENT)
    pending = award(before, Step.DECIDE, 500_00, "legal_form_registered", NOW)
    met = meet_condition(pending, NOW)
    assert moved(before, pending) == [(AVAILABLE, RESERVED, 500_00)]
    assert moved(pending, met) == [(RESERVED, COMMITTED, 500_00)]
    assert met.state is State.PARTIALLY_AWARDED


def test_a_condition_that_is_never_met_ends_in_a_settlement_at_nothing(application: Make) -> None:
    pending = application(state=State.CONDITION_PENDING, awarded_cents=600_00)
    with pytest.raises(MoreThanPaid):
        settle(pending, 1, NOW)
    assert moved(pending, settle(pending, 0, NOW)) == [(RESERVED, AVAILABLE, 600_00)]


def test_a_payment_moves_what_was_committed(application: Make) -> None:
    before = order_payment(application(state=State.AWARDED, awarded_cents=600_00), NOW)
    assert moved(before, confirm_payment(before, NOW)) == [(COMMITTED, PAID, 600_00)]


def test_a_lower_settlement_frees_the_rest(application: Make) -> None:
    before = application(state=State.REPORT_SUBMITTED, awarded_cents=600_00)
    assert moved(before, settle(before, 450_00, NOW)) == [(PAID, AVAILABLE, 150_00)]
    assert moved(before, settle(before, 600_00, NOW)) == []


def test_what_must_be_repaid_comes_free(application: Make) -> None:
    before = application(state=State.EXECUTING, awarded_cents=600_00)
    assert moved(before, reclaim(before, 600_00, NOW)) == [(PAID, AVAILABLE, 600_00)]
    with pytest.raises(MoreThanPaid):
        reclaim(before, 600_01, NOW)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [(600_00, (AVAILABLE, COMMITTED, 200_00)), (None, (COMMITTED, AVAILABLE, 400_00))],
)
def test_a_decision_on_an_objection_moves_the_difference(
    application: Make, decided: int | None, expected: tuple[Account, Account, int]
) -> None:
    awarded = application(state=State.PARTIALLY_AWARDED, awarded_cents=400_00)
    objected = lodge_objection(awarded, Regime.SUBSIDY, NOW, NOW)
    after = (
        reject(objected, Step.DECIDE, RejectionReason.NOT_SUPPORTED, NOW)
        if decided is None
        else award(objected, Step.DECIDE, decided, None, NOW)
    )
    assert moved(awarded, objected) == []
    assert moved(objected, after) == [expected]


def test_no_award_is_higher_than_what_was_asked(application: Make) -> None:
    with pytest.raises(MoreThanRequested):
        award(application(state=State.UNDER_ASSESSMENT), Step.DECIDE, 600_01, None, NOW)


def test_a_line_gives_its_last_cent_and_no_more() -> None:
    empty = book(line(), movement(1_000_00)).line
    assert empty.available_cents == 0
    with pytest.raises(CeilingReached):
        book(empty, movement(1))


def test_that_little_is_left_is_said_once_until_there_is_enough_again() -> None:
    first = book(line(), movement(900_01))
    second = book(first.line, movement(1))
    released = book(second.line, movement(500_00, COMMITTED, AVAILABLE))
    again = book(released.line, movement(500_00))
    found = [one.nearly_reached for one in (first, second, released, again)]
    assert found == [True, False, False, True]
    assert [one.line.version for one in (first, second, released, again)] == [4, 5, 6, 8]


def test_a_payment_is_no_fact_about_the_line() -> None:
    awarded = book(line(), movement(100_00)).line
    assert book(awarded, movement(100_00, COMMITTED, PAID)).line.version == awarded.version


def test_a_ceiling_cannot_be_lower_than_what_is_in_use() -> None:
    used = book(line(), movement(600_00)).line
    assert with_ceiling(used, 600_00).available_cents == 0
    with pytest.raises(CeilingInUse):
        with_ceiling(used, 599_99)


def _decide(one: Application, cents: int) -> Application:
    return award(one, Step.DECIDE, cents, "registered" if cents % 3 == 0 else None, NOW)


WALKS: dict[str, Callable[[Application, int], Application]] = {
    "decide": _decide,
    "reject": lambda one, _: reject(one, Step.DECIDE, RejectionReason.NOT_SUPPORTED, NOW),
    "object": lambda one, _: lodge_objection(one, Regime.SUBSIDY, NOW, NOW),
    "meet": lambda one, _: meet_condition(one, NOW),
    "order": lambda one, _: order_payment(one, NOW),
    "confirm": lambda one, _: confirm_payment(one, NOW),
    "start": lambda one, _: after_step(one, Step.START, NOW),
    "report": lambda one, _: after_step(one, Step.REPORT, NOW),
    "settle": lambda one, cents: settle(one, cents, NOW),
    "reclaim": lambda one, cents: reclaim(one, cents, NOW),
}
STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, len(WALKS) - 1), st.integers(1, 400_00)),
    min_size=10,
    max_size=60,
)


def _walked(one: Application, preferred: int, cents: int) -> Application:
    """After the preferred step, or else the next one in the list that can be taken."""
    walks = list(WALKS.values())
    for walk in walks[preferred:] + walks[:preferred]:
        try:
            return walk(one, cents)
        except (Refusal, IllegalTransition):
            continue
    return one


def _booked(budget: BudgetLine, entries: Sequence[Movement]) -> BudgetLine | None:
    """None where the line does not hold it."""
    try:
        for entry in entries:
            budget = book(budget, entry).line
    except CeilingReached:
        return None
    return budget


def test_whatever_happens_the_ledger_the_balance_and_the_applications_say_the_same(
    application: Make,
) -> None:
    booked_to: Counter[Account] = Counter()

    @given(STEPS)
    def check(steps: list[tuple[int, int, int]]) -> None:
        budget, ledger = line(700_00), list[Movement]()
        everybody = [
            application(id=UUID(int=number), state=State.UNDER_ASSESSMENT, requested_cents=400_00)
            for number in range(4)
        ]
        for number, preferred, cents in steps:
            after = _walked(everybody[number], preferred, cents)
            entries = list(movements(Change(everybody[number], after, Step.DECIDE)))
            if (booked := _booked(budget, entries)) is None:
                continue
            everybody[number], budget, ledger = after, booked, ledger + entries
            assert reduce(Balance.after, ledger, Balance()) == budget.balance
            assert 0 <= budget.available_cents <= budget.ceiling_cents
            assert _held(everybody) == budget.balance
        booked_to.update(entry.destination for entry in ledger)

    check()
    assert min(booked_to[account] for account in Account) >= 10, booked_to


def _held(everybody: list[Application]) -> Balance:
    sums = dict.fromkeys(Account, 0)
    for account, cents in map(held, everybody):
        sums[account] += cents
    return replace(
        Balance(),
        reserved_cents=sums[RESERVED],
        committed_cents=sums[COMMITTED],
        paid_cents=sums[PAID],
    )
