"""What routing alone is told from outside."""

from functools import cache
from secrets import token_hex

from chassis.settings import ChassisSettings, PositiveInt
from chassis.terms import Term
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ENVIRONMENT = SettingsConfigDict(env_prefix="ROUTING_", env_nested_delimiter="__", extra="ignore")


class Terms(BaseModel):
    """How long each next action may take; proposals, without a source but where one is named."""

    acknowledge: Term = Term("1bd")
    reply: Term = Term("2bd")
    information: Term = Term("5bd")
    contact: Term = Term("5bd")
    progress: Term = Term("20bd")
    cancellation: Term = Term("2bd")
    decision: Term = Term("2bd")
    """In which a person decides about a question that no organisation was asked for."""


class Agreed(BaseSettings):
    """What all municipalities that take part agreed on."""

    model_config = ENVIRONMENT

    terms: Terms = Terms()
    most_attempts: PositiveInt = 3
    """How many organisations are asked before a person decides."""


class Settings(ChassisSettings, Agreed):
    model_config = ENVIRONMENT

    pseudonym_key: SecretStr = Field(default_factory=lambda: SecretStr(token_hex(32)))
    """For the log of processing; without one, pseudonyms differ after each start."""


@cache
def agreed() -> Agreed:
    """For this process."""
    return Agreed()
