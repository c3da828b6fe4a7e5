"""A municipality that merged is still understood by its old code."""

from datetime import date, timedelta

from contracts.municipalities import MERGERS, Merger, codes_of, current_code
from for_each import for_each

NEW_YEAR = date(2023, 1, 1)


def test_on_the_day_of_the_merger_the_old_code_becomes_the_new_one() -> None:
    assert current_code("GM0501", NEW_YEAR - timedelta(days=1)) == "GM0501"
    assert current_code("GM0501", NEW_YEAR) == "GM1992"
    assert current_code("GM0457", date(2022, 3, 23)) == "GM0457"
    assert current_code("GM0457", date(2022, 3, 24)) == "GM0363"


def test_a_code_that_never_merged_stays_what_it_is() -> None:
    assert current_code("GM0758", NEW_YEAR) == "GM0758"
    assert codes_of("GM0758", NEW_YEAR) == {"GM0758"}


def test_whoever_looks_by_any_of_the_codes_means_all_of_them_but_not_before_the_day() -> None:
    voorne = {"GM1992", "GM0501", "GM0530", "GM0614"}
    assert codes_of("GM1992", NEW_YEAR) == codes_of("GM0530", NEW_YEAR) == voorne
    assert codes_of("GM0501", NEW_YEAR - timedelta(days=1)) == {"GM0501"}


@for_each({f"{merger.new} of {merger.day}": merger for merger in MERGERS})
def test_every_old_code_leads_to_one_municipality(merger: Merger) -> None:
    assert all(current_code(old, merger.day) == merger.new for old in merger.old)
    assert sum(old in other.old for other in MERGERS for old in merger.old) == len(merger.old)
