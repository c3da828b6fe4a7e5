"""What every service is told from outside: environment variables under the service's own prefix."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRETS = Path("/run/secrets")
"""Where a container finds secrets as files, named like the variables: `routing_database_url`."""

PositiveInt = Annotated[int, Field(gt=0)]


class ChassisSettings(BaseSettings):
    """A service's settings are a subclass with an `env_prefix` of its own."""

    model_config = SettingsConfigDict(
        env_nested_delimiter="__",
        extra="ignore",
        secrets_dir=SECRETS if SECRETS.is_dir() else None,
    )

    kafka: str
    """Bootstrap servers, separated by commas."""
    database_url: SecretStr
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    public_url: str = "https://localhost/v1"
    """Where clients reach the API, with its version."""
    allowed_origins: list[str] = []
    """Web pages that may call the API from a browser."""
    request_limit_bytes: PositiveInt = 256 * 1024
    file_limit_bytes: PositiveInt = 8 * 1024 * 1024
    """Of a table (CSV) that is loaded."""
    form_rate: Annotated[str, Field(pattern=r"^[1-9]\d*/(second|minute|hour|day)$")] = "40/minute"
    """What one address may send of what is open to all; it may read fifteen times as much."""

    jwks_url: str
    token_issuer: str
    token_audience: str

    log_level: Annotated[str, Field(pattern="^(INFO|WARNING|ERROR)$")] = "INFO"
    """No DEBUG: at that level libraries tell what they carry."""
    otlp_endpoint: str | None = None
    """Where traces go (OTLP over HTTP); they stay inside the process when there is none."""

    equated_days: list[date] = []
    """Days that a decree newer than this release equates with public holidays: `["2029-05-11"]`."""

    batch_size: PositiveInt = 500
    relay_batch: PositiveInt = 500
    consecutive_dead_letters_cap: PositiveInt = 50
    inbox_retention_days: PositiveInt = 120
