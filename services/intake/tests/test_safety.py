"""What is a report of transgressive behaviour, and what is a question about policy."""

import re
import time
import tomllib
from pathlib import Path

import pytest
from for_each import for_each
from intake.safety.domain import Signs, is_report, normalised, places

EXAMPLES = tomllib.loads((Path(__file__).parent / "examples" / "safety.toml").read_text("utf-8"))
REPORTS = [*EXAMPLES["reports"], *EXAMPLES["later"]["reports"]]
OTHERS = [*EXAMPLES["others"], *EXAMPLES["later"]["others"]]


def test_there_are_many_examples_of_both() -> None:
    assert len(set(REPORTS)) >= 200
    assert len(set(OTHERS)) >= 200


@for_each({text: text for text in REPORTS})
def test_a_report_of_transgressive_behaviour_is_recognised(text: str) -> None:
    assert is_report(text)


@for_each({text: text for text in OTHERS})
def test_a_question_about_policy_or_something_else_is_not_a_report(text: str) -> None:
    assert not is_report(text)


@pytest.mark.parametrize(
    "text",
    [
        *("VERKRÁCHT!", "v e r k r a c h t", "ver\u200bkracht", "verkr4cht", "(verkracht)"),
        *("ver-kracht", "ver.kr.acht", "verkr*cht", "verkraht", "verkrachtt", "m!sbruikt"),
    ],
)
def test_a_disguised_word_is_still_read(text: str) -> None:
    assert is_report(text)


def test_signs_do_not_reach_over_the_end_of_a_sentence() -> None:
    assert normalised("Wij slaan een slag. Kinderen!") == " wij slaan een slag . kinderen . "
    assert not is_report("Wie slaat alarm? Kinderen willen graag sporten.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hij is Jan's trainer.", " hij is jans trainer . "),
        ("Eén. Twee! Drie?", " een . twee . drie . "),
        ("3.5 km", " 3 5 km "),
    ],
)
def test_words_stand_between_single_spaces_and_a_full_stop_by_itself(text: str, words: str) -> None:
    assert normalised(text) == words


def test_the_longest_word_that_matters_is_read_with_a_letter_too_many_and_not_with_two() -> None:
    assert normalised("grexnsoverschrijdend") == " grensoverschrijdend "
    assert normalised("grexxnsoverschrijdend") == " grexxnsoverschrijdend "


def test_what_did_not_happen_is_taken_out_and_what_stands_beside_it_still_counts() -> None:
    assert not is_report("Wij hebben beleid tegen seksueel misbruik. Er is niets gebeurd.")
    assert is_report(
        "Wij hebben beleid tegen seksueel misbruik. Er is niets gebeurd, gisteren wel."
    )


def test_signs_that_belong_together_stand_in_one_sentence() -> None:
    signs = Signs(re.compile(" never "), [[re.compile(" a "), re.compile(" b ")]])
    assert signs.are_in(" a b ")
    assert not signs.are_in(" a . b ")
    assert signs.are_in(" c . b a ")


@pytest.mark.parametrize(
    "words",
    [
        *("trainer is een ", "zoek geslage dochter ", "een ", "a ", "1a "),
        "㏂ ",  # four letters each
    ],
)
def test_a_text_that_means_to_be_slow_to_read_is_read_fast(words: str) -> None:
    text = (words * 8000)[:8000]
    started = time.process_time()
    is_report(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("letters", ["a", "é", "a.b", "ver-", "1a"])
def test_a_word_without_end_is_not_compared_letter_by_letter(letters: str) -> None:
    started = time.process_time()
    is_report((letters * 40_000)[:40_000])
    assert time.process_time() - started < 2


def test_whoever_reports_is_told_of_the_national_centre_the_club_and_the_emergency_number() -> None:
    assert [place["name"] for place in places()] == [
        "112",
        "Centrum Veilige Sport Nederland",
        "Het bestuur of de vertrouwenscontactpersoon van de club",
    ]
