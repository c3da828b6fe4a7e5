from pathlib import Path

import pytest
from chassis.clocks.terms import Term
from chassis.settings import ChassisSettings
from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict

NEEDED = {
    "KAFKA": "kafka:9092",
    "DATABASE_URL": "postgresql+asyncpg://somebody:secret@database/garden",
    "JWKS_URL": "https://issuer.test/jwks",
    "TOKEN_ISSUER": "https://issuer.test",
    "TOKEN_AUDIENCE": "sportloket",
}


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="GARDEN_")

    reply_term: Term = Term("5bd")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in NEEDED.items():
        monkeypatch.setenv(f"GARDEN_{name}", value)
    return monkeypatch


def settings() -> Settings:
    return Settings()


def test_a_service_listens_to_its_own_prefix_only(told: pytest.MonkeyPatch) -> None:
    told.setenv("HTTP_PORT", "1")
    told.setenv("OTHER_HTTP_PORT", "2")
    told.setenv("GARDEN_HTTP_PORT", "3")
    assert settings().http_port == 3


def test_lists_and_terms_come_as_text(told: pytest.MonkeyPatch) -> None:
    told.setenv("GARDEN_ALLOWED_ORIGINS", '["https://loket.example"]')
    told.setenv("GARDEN_REPLY_TERM", "PT3S")
    assert settings().allowed_origins == ["https://loket.example"]
    assert settings().reply_term == "PT3S"


def test_secrets_may_come_as_files(told: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told.delenv("GARDEN_DATABASE_URL")
    (tmp_path / "garden_database_url").write_text("from-a-file\n")
    found = Settings(_secrets_dir=tmp_path)
    assert found.database_url.get_secret_value() == "from-a-file"


def test_secrets_do_not_show(told: pytest.MonkeyPatch) -> None:
    assert "secret@" not in repr(settings())


def test_what_is_missing_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError) as refused:
        settings()
    assert {error["loc"][0] for error in refused.value.errors()} == {
        name.lower() for name in NEEDED
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "DEBUG"),
        ("FORM_RATE", "often"),
        ("BATCH_SIZE", "0"),
        ("REQUEST_LIMIT_BYTES", "-1"),
        ("REPLY_TERM", "soon"),
    ],
)
def test_what_makes_no_sense_is_refused(told: pytest.MonkeyPatch, name: str, value: str) -> None:
    told.setenv(f"GARDEN_{name}", value)
    with pytest.raises(ValidationError):
        settings()
