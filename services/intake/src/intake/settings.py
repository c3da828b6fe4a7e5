"""What intake alone is told from outside."""

from functools import cache
from secrets import token_hex

from chassis.settings import ChassisSettings
from chassis.terms import Term
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Terms(BaseSettings):
    """How long each next action may take; proposals, without a source (domain.md)."""

    model_config = SettingsConfigDict(env_prefix="INTAKE_TERMS__", extra="ignore")

    triage: Term = Term("2bd")
    provider_reminder: Term = Term("5bd")
    provider_silence: Term = Term("15bd")
    """After which a person decides whether to go on without the provider's information."""
    provider_check: Term = Term("10bd")
    """In which the provider may say that the answer did not help."""
    progress: Term = Term("20bd")


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="INTAKE_")

    terms: Terms = Field(default_factory=Terms)
    """Read here too, so that a term that is none stops the start, not the first question."""
    pseudonym_key: SecretStr = Field(default_factory=lambda: SecretStr(token_hex(32)))
    """For the log of processing; without one, pseudonyms differ after each start."""


@cache
def terms() -> Terms:
    """The terms of this process."""
    return Terms()
