import asyncio
from collections import deque
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session
from fastapi import APIRouter
from pydantic import BaseModel, NonNegativeFloat, NonNegativeInt


class Mail(BaseModel):
    """One message to one receiver."""

    message_id: str
    to: str
    subject: str
    text: str
    received_at: datetime


class MailBehaviour(BaseModel):
    """Refuse the next so many messages for now (451); answer every message so much later."""

    refuse: NonNegativeInt = 0
    delay_seconds: NonNegativeFloat = 0


class Mailbox:
    """Keeps the newest messages that an SMTP client hands over."""

    def __init__(self, kept: int) -> None:
        self._mails: deque[Mail] = deque(maxlen=kept)
        self._behaviour = MailBehaviour()
        self.handle_DATA = self._take  # the name that aiosmtpd calls

    def protocol(self) -> SMTP:
        return SMTP(self, hostname="outside", data_size_limit=2**20, enable_SMTPUTF8=True)

    async def _take(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keeps the message before a delayed answer: a sender that gives up may send it twice."""
        refused = self._behaviour.refuse > 0
        if refused:
            self._behaviour.refuse -= 1
        else:
            self._mails.extend(_mails_in(envelope))
        await asyncio.sleep(self._behaviour.delay_seconds)
        return "451 4.3.0 Try again later" if refused else "250 2.0.0 Kept"

    def routes(self) -> APIRouter:
        router = APIRouter(prefix="/mails", tags=["mailbox"])
        router.add_api_route("", self.mails, methods=["GET"])
        router.add_api_route("", self.empty, methods=["DELETE"], status_code=204)
        router.add_api_route("/behaviour", self.behave, methods=["POST"], status_code=204)
        return router

    async def mails(self, to: str | None = None) -> list[Mail]:
        """Oldest first."""
        return [mail for mail in self._mails if to is None or mail.to == to]

    async def empty(self) -> None:
        self._mails.clear()

    async def behave(self, behaviour: MailBehaviour) -> None:
        self._behaviour = behaviour


def _mails_in(envelope: Envelope) -> list[Mail]:
    message = message_from_bytes(
        envelope.original_content or b"", EmailMessage, policy=policy.default
    )
    body = message.get_body(("plain",))
    return [
        Mail(
            message_id=message.get("Message-ID", ""),
            to=receiver,
            subject=message.get("Subject", ""),
            text=body.get_content().replace("\r\n", "\n") if body else "",
            received_at=datetime.now(UTC),
        )
        for receiver in envelope.rcpt_tos
    ]
