"""What intake is told from outside."""

from datetime import UTC, datetime, timedelta

import pytest
from chassis.clocks.terms import due
from intake.settings import Settings
from pydantic import ValidationError

START = datetime(2026, 11, 23, 10, tzinfo=UTC)
NEEDED = {
    "kafka": "nowhere:9092",
    "database_url": "postgresql+asyncpg://nowhere/intake",
    "jwks_url": "https://issuer.test/jwks",
    "token_issuer": "https://issuer.test",
    "token_audience": "sportloket",
}


def test_terms_may_be_as_short_as_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTAKE_TERMS__TRIAGE", "PT3S")
    terms = Settings.model_validate(NEEDED).terms
    assert due(terms.triage, START) == START + timedelta(seconds=3)
    assert terms.provider_check == "10bd"


def test_a_term_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTAKE_TERMS__TRIAGE", "soon")
    with pytest.raises(ValidationError):
        Settings.model_validate(NEEDED)
