"""The mail server: one connection, opened when it is needed and used again while it lives."""

import asyncio
import logging
import time
from email.message import EmailMessage

import aiosmtplib

from notifications.domain.retries import Attempt, Result
from notifications.settings import Settings

STAYS_OPEN = 20.0  # seconds of silence; mail servers end a connection after minutes at least
MAIL_SERVER_AWAY = "mail_server_away"
FOR_EVER = 500
"""SMTP answers from here on say that the same message will be refused again (RFC 5321, 4.2.1)."""

log = logging.getLogger(__name__)


class MailServer:
    def __init__(self, settings: Settings) -> None:
        password = settings.smtp_password
        self._connection = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_username,
            password=password.get_secret_value() if password else None,
            start_tls=settings.smtp_starttls,
            timeout=settings.attempt_timeout.total_seconds(),
        )
        self._one_at_a_time = asyncio.Lock()
        self._used_at = 0.0

    async def send(self, message: EmailMessage, address: str) -> Attempt:
        async with self._one_at_a_time:
            try:
                await self._be_connected()
                await self._connection.send_message(message, recipients=[address])
            except aiosmtplib.SMTPRecipientsRefused as refusal:
                return _refused(refusal.recipients[0].code)
            except aiosmtplib.SMTPDataError as refusal:
                return _refused(refusal.code)
            except aiosmtplib.SMTPSenderRefused as refusal:
                return Attempt(Result.NOT_NOW, "sender_refused", refusal.code)
            except (aiosmtplib.SMTPException, OSError) as error:
                log.warning("the mail server is away: %s", type(error).__name__)
                self._connection.close()
                return Attempt(Result.NOT_TRIED, MAIL_SERVER_AWAY)
            self._used_at = time.monotonic()
            return Attempt(Result.TAKEN)

    async def close(self) -> None:
        if self._connection.is_connected:
            self._connection.close()

    async def _be_connected(self) -> None:
        if self._connection.is_connected and time.monotonic() - self._used_at > STAYS_OPEN:
            self._connection.close()
        if not self._connection.is_connected:
            await self._connection.connect()
            self._used_at = time.monotonic()


def _refused(code: int) -> Attempt:
    result = Result.NEVER if code >= FOR_EVER else Result.NOT_NOW
    return Attempt(result, f"smtp_{code}", code)
