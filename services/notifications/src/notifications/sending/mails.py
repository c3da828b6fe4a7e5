"""One attempt to deliver a mail: find the address, write the text, hand it to the server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from uuid import UUID

from chassis.database import is_passing
from chassis.telemetry import span
from opentelemetry.trace import SpanKind
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.domain.addresses import MAIL_ADDRESS
from notifications.domain.deliveries import Delivery
from notifications.domain.mails import Mail, Recipient
from notifications.domain.retrying import Attempt, Result
from notifications.repository.projections import Organisations
from notifications.repository.vault import Vault
from notifications.sending.details import Details, NoDetails, VaultAway, details_of
from notifications.sending.smtp import MailServer
from notifications.sending.texts import Text, text_of
from notifications.settings import Settings


class Mails:
    def __init__(
        self, engine: AsyncEngine, details: Details, server: MailServer, settings: Settings
    ) -> None:
        self._engine = engine
        self._details = details
        self._server = server
        self._from = settings.mail_from

    async def attempt(self, delivery: Delivery, mail: Mail) -> Attempt:
        with span("deliver mail", SpanKind.CLIENT, delivery.about.traceparent):
            try:
                address, names = await self._address_and_names(mail)
            except VaultAway:
                return Attempt(Result.NOT_TRIED, "vault_away")
            except NoDetails:
                return Attempt(Result.POINTLESS, "no_details")
            except Exception as error:
                if not is_passing(error):
                    raise
                return Attempt(Result.NOT_TRIED, "database_away")
            if address is None:
                return Attempt(Result.POINTLESS, "no_address")
            if not MAIL_ADDRESS.fullmatch(address):
                return Attempt(Result.POINTLESS, "unusable_address")
            recipient = mail.recipient
            name = names.get(recipient.ref or "") if recipient.kind == "organisation" else None
            text = text_of(mail.template, mail.about, name, names)
            return await self._server.send(letter(delivery.id, self._from, address, text), address)

    async def _address_and_names(self, mail: Mail) -> tuple[str | None, dict[str, str]]:
        recipient = mail.recipient
        wanted = {
            str(value) for member, value in mail.about.items() if member.endswith("organisation_id")
        } - {"None"}
        if recipient.kind == "organisation" and recipient.ref:
            wanted.add(recipient.ref)
        async with self._engine.connect() as db:
            names = await Organisations(db).names(wanted)
            address = await _of_organisation(recipient, Vault(db))
        if recipient.kind == "provider" and recipient.ref:
            address = await self._details.mail_address(recipient.ref)
        return address, names


def letter(delivery_id: UUID, sender: str, address: str, text: Text) -> EmailMessage:
    """The same Message-ID at every attempt: whoever gets it twice can tell."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = address
    message["Subject"] = text.subject
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{delivery_id}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    message["Content-Language"] = "nl"
    message.set_content(text.body)
    return message


async def _of_organisation(recipient: Recipient, vault: Vault) -> str | None:
    if recipient.kind != "organisation" or recipient.ref is None:
        return None
    return await vault.address(UUID(recipient.ref))


@asynccontextmanager
async def mailing(engine: AsyncEngine, settings: Settings) -> AsyncIterator[Mails]:
    server = MailServer(settings)
    try:
        async with details_of(settings) as details:
            yield Mails(engine, details, server, settings)
    finally:
        await server.close()
