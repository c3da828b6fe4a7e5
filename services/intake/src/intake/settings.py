"""What intake alone is told from outside."""

from secrets import token_hex
from typing import Annotated

from chassis.clocks.terms import Term
from chassis.settings import ChassisSettings, PositiveInt
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import SettingsConfigDict


class Terms(BaseModel):
    """How long each next action may take; proposals, without a source (domain.md)."""

    triage: Term = Term("2bd")
    provider_reminder: Term = Term("5bd")
    provider_silence: Term = Term("15bd")
    """After which a person decides whether to go on without the provider's information."""
    provider_check: Term = Term("10bd")
    """In which the provider may say that the answer did not help."""
    progress: Term = Term("20bd")


class Practice(BaseModel):
    """How often partners see each other where it works well (S1, N01)."""

    sessions_minimum_per_year: PositiveInt = 2
    visits_interval_months: PositiveInt = 12
    meetings_interval_months: PositiveInt = 1


def _made_up() -> SecretStr:
    return SecretStr(token_hex(32))


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="INTAKE_")

    terms: Terms = Terms()
    """Of municipalities that set none of their own."""
    practice: Practice = Practice()
    diverted_contact_days: PositiveInt = 7
    """After which nobody can be told any more that their report does not belong here."""
    pseudonym_key: SecretStr = Field(default_factory=_made_up)
    """For the log of processing; without one, pseudonyms differ after each start."""
    asker_key: SecretStr = Field(default_factory=_made_up)
    """For private links, and to recognise who asked before; without one, nobody is recognised
    after a start, and mails have a new link then."""
    link_days: PositiveInt = 180
    """How long a private link works after the question is done."""
    duplicate_period_days: Annotated[int, Field(ge=0)] = 30
    """Within which the same theme of the same asker is the same question; 0: never by itself."""
