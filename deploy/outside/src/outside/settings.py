from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from the environment: OUTSIDE_HTTP_PORT and so on."""

    model_config = SettingsConfigDict(env_prefix="OUTSIDE_")

    http_host: str = "127.0.0.1"
    http_port: int = 8105
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 8125
    issuer: str = "http://127.0.0.1:8105"
    audience: str = "sportloket"
    key_file: Path | None = None
    """Keeps the signing key, so that tokens survive a restart; else each start has a new one."""
    kept: int = 5_000
    """The newest so many mails, and as many webhooks, are kept in memory."""
