"""The numbers of S1 are defaults that an administrator may change (N01)."""

import pytest
from contracts.vocabulary import PlatformLevel
from intake.settings import Practice, Settings
from pydantic import ValidationError

REQUIRED = {
    "INTAKE_KAFKA": "kafka:9092",
    "INTAKE_DATABASE_URL": "postgresql://intake@db/intake",
    "INTAKE_JWKS_URL": "https://issuer.example/jwks",
    "INTAKE_TOKEN_ISSUER": "https://issuer.example",
    "INTAKE_TOKEN_AUDIENCE": "sportloket",
}


def practice(monkeypatch: pytest.MonkeyPatch, **told: str) -> Practice:
    """As a process knows it that is told this from outside."""
    for name, value in REQUIRED.items():
        monkeypatch.setenv(name, value)
    for name, value in told.items():
        monkeypatch.setenv(f"INTAKE_PRACTICE__{name.upper()}", value)
    return Settings().practice


@pytest.mark.requirement("N01")
def test_two_sessions_a_year_a_visit_every_year_and_a_meeting_every_month(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = practice(monkeypatch)
    assert (found.sessions_minimum_per_year, found.visits_interval_months) == (2, 12)
    assert found.meetings_interval_months == 1


@pytest.mark.requirement("N01")
def test_other_numbers_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    found = practice(
        monkeypatch,
        sessions_minimum_per_year="4",
        visits_interval_months="6",
        meetings_interval_months="2",
    )
    assert found.model_dump() == {
        "sessions_minimum_per_year": 4,
        "visits_interval_months": 6,
        "meetings_interval_months": 2,
    }


@pytest.mark.requirement("N01")
def test_a_number_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match="sessions_minimum_per_year"):
        practice(monkeypatch, sessions_minimum_per_year="0")


@pytest.mark.requirement("N01")
def test_there_are_three_levels() -> None:
    assert set(PlatformLevel) == {"strategic", "coordinating", "executing"}
