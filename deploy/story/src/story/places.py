"""Where the system is that the story is played against: what `.runtime/env` says."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class Places(BaseSettings):
    """Addresses as an outside client sees them; `webhooks_url` as the services see it."""

    model_config = SettingsConfigDict(env_prefix="SPORTLOKET_", extra="ignore")

    kafka: str
    intake_url: str
    routing_url: str
    funding_url: str
    notifications_url: str
    outside_url: str
    webhooks_url: str
