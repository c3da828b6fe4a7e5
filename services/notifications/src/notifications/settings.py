"""What notifications alone is told from outside."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

from chassis.settings import ChassisSettings, PositiveInt
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

RETRIES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=10),
)
"""Some 27 hours in all: what Standard Webhooks proposes."""

Delay = Annotated[timedelta, Field(ge=timedelta(0))]


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="NOTIFICATIONS_")

    smtp_host: str
    smtp_port: int = 25
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_starttls: bool = False
    mail_from: str = "Sport- en beweegloket <noreply@sportloket.example>"

    intake_url: str
    """Where the vault with providers' addresses is, without `/v1`."""
    routing_url: str | None = None
    """Where links to reply by are made, without `/v1`; without it mails have no such links."""
    token_url: str
    client_id: str
    client_secret: SecretStr

    concurrency: PositiveInt = 32
    concurrency_per_subscription: PositiveInt = 8
    attempt_timeout: Delay = timedelta(seconds=10)
    retry_schedule: Annotated[tuple[Delay, ...], Field(min_length=1)] = RETRIES
    webhook_allowed_hosts: frozenset[str] = frozenset()
    """Hosts that may be called over http, and at addresses that are not public."""
    secret_grace: Delay = timedelta(hours=24)
    """How long the former secret of a subscription still signs beside the new one."""
    delivery_retention_days: PositiveInt = 90
    """What was sent or suppressed is forgotten after this; what failed or waits never is."""

    @property
    def webhook_origin(self) -> str:
        """Who asks for permission to deliver, in CloudEvents' handshake: a DNS name."""
        return urlsplit(self.public_url).hostname or "localhost"
