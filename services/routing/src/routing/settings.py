"""What routing alone is told from outside."""

from secrets import token_hex
from typing import Annotated

from chassis.clocks.terms import Term
from chassis.settings import ChassisSettings, PositiveInt
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import SettingsConfigDict


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
    provider_silence: Term = Term("15bd")
    provider_check: Term = Term("10bd")
    """These two as intake has them: their questions stay on the work list until then."""


class VoiceTerms(BaseModel):
    """How long signals, advice and proposals to peers may wait; proposals as well."""

    agenda: Term = Term("20bd")
    """After which an organisation is reminded of a signal on its agenda."""
    advice: Term = Term("10bd")
    peer_answer: Term = Term("10bd")


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="ROUTING_")

    terms: Terms = Terms()
    """What all municipalities that take part agreed on; one may set terms of its own."""
    most_attempts: PositiveInt = 3
    """How many organisations are asked before a person decides."""
    most_reminders: PositiveInt = 3
    """How often who has a question is reminded before the desk gets it back."""
    voice_terms: VoiceTerms = VoiceTerms()
    pseudonym_key: SecretStr = Field(default_factory=lambda: SecretStr(token_hex(32)))
    """For the log of processing; without one, pseudonyms differ after each start."""
    link_key: Annotated[SecretStr, Field(min_length=32)] = Field(
        default_factory=lambda: SecretStr(token_hex(32))
    )
    """Signs the links to reply by; without one, links stop working at each start."""
    intake_url: str | None = None
    """Where the vault is with what askers wrote, without `/v1`; without it pages do not show it."""
    token_url: str = ""
    client_id: str = "routing"
    client_secret: SecretStr = SecretStr("")
    """As intake knows this service (RFC 6749, 4.4)."""
    link_days: PositiveInt = 14
    """How long a link still works after the term in which it was to be used."""
