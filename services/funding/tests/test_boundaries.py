"""Where a rule about money or days begins and ends: at, just under and just over."""

from datetime import date
from uuid import uuid4

import pytest
from contracts.vocabulary import LegalForm, RejectionReason
from funding.domain.budget import Account, Balance, BudgetLine, Movement, book
from funding.domain.rules import Programme, Regime, RuleSet, WhenShort, why_refused

PROGRAMME = Programme("sportakkoord", date(2026, 1, 15), date(2026, 12, 15))
RULES = RuleSet(
    legal_forms=frozenset({LegalForm.ASSOCIATION}),
    minimum_cents=250_00,
    maximum_cents=3_000_00,
    mandate_up_to_cents=600_00,
    when_short=WhenShort.NOTHING,
    one_off=False,
    regime=Regime.SEED_BUDGET,
)


@pytest.mark.requirement("F08")
@pytest.mark.parametrize(("cents", "within"), [(599_99, True), (600_00, True), (600_01, False)])
def test_the_machine_awards_up_to_its_mandate_and_no_cent_more(cents: int, within: bool) -> None:
    assert RULES.within_mandate(cents) is within


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 1, 14), False),
        (date(2026, 1, 15), True),
        (date(2026, 1, 16), True),
        (date(2026, 12, 14), True),
        (date(2026, 12, 15), True),
        (date(2026, 12, 16), False),
    ],
)
def test_a_programme_is_open_from_its_first_day_to_its_last_and_both_count(
    day: date, is_open: bool
) -> None:
    assert PROGRAMME.open_on(day) is is_open
    refused = why_refused(RULES, PROGRAMME, LegalForm.ASSOCIATION, 500_00, day)
    assert refused is (None if is_open else RejectionReason.NOT_ELIGIBLE)


@pytest.mark.parametrize(
    ("cents", "may_be_asked"),
    [
        (249_99, False),
        (250_00, True),
        (250_01, True),
        (2_999_99, True),
        (3_000_00, True),
        (3_000_01, False),
    ],
)
def test_an_amount_from_the_least_to_the_most_of_the_rules_may_be_asked(
    cents: int, may_be_asked: bool
) -> None:
    refused = why_refused(RULES, PROGRAMME, LegalForm.ASSOCIATION, cents, date(2026, 6, 1))
    assert refused is (None if may_be_asked else RejectionReason.NOT_ELIGIBLE)


@pytest.mark.parametrize(
    ("awarded", "little_is_left"), [(899_99, False), (900_00, False), (900_01, True)]
)
def test_less_than_a_tenth_is_little_and_exactly_a_tenth_is_not(
    awarded: int, little_is_left: bool
) -> None:
    line = BudgetLine(uuid4(), "GM1963", 1_000_00, Balance(), 2, nearly_reached=False)
    booked = book(line, Movement(uuid4(), 2, Account.AVAILABLE, Account.COMMITTED, awarded))
    assert booked.nearly_reached is little_is_left
    assert booked.line.nearly_reached is little_is_left
