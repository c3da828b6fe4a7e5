"""What is a report of transgressive behaviour, and what is a question about policy."""

import tomllib
from pathlib import Path

import pytest
from intake.safety import is_report, normalised, places

EXAMPLES = tomllib.loads((Path(__file__).parent / "examples" / "safety.toml").read_text("utf-8"))


@pytest.mark.parametrize("text", EXAMPLES["reports"])
def test_a_report_of_transgressive_behaviour_is_recognised(text: str) -> None:
    assert is_report(text)


@pytest.mark.parametrize("text", EXAMPLES["others"])
def test_a_question_about_policy_or_something_else_is_not_a_report(text: str) -> None:
    assert not is_report(text)


@pytest.mark.parametrize(
    "text", ["VERKRÁCHT!", "v e r k r a c h t", "ver\u200bkracht", "verkr4cht", "(verkracht)"]
)
def test_a_disguised_word_is_still_read(text: str) -> None:
    assert is_report(text)


def test_signs_do_not_reach_over_the_end_of_a_sentence() -> None:
    assert normalised("Wij slaan een slag. Kinderen!") == " wij slaan een slag . kinderen . "
    assert not is_report("Wie slaat alarm? Kinderen willen graag sporten.")


def test_a_text_that_means_to_be_slow_to_read_is_read_fast() -> None:
    assert not is_report("trainer is een " * 300)


def test_whoever_reports_is_told_of_the_national_centre_the_club_and_the_emergency_number() -> None:
    assert [place["name"] for place in places()] == [
        "112",
        "Centrum Veilige Sport Nederland",
        "Het bestuur of de vertrouwenscontactpersoon van de club",
    ]
