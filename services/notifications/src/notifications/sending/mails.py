"""One attempt to deliver a mail: find the address, write the text, hand it to the server."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from uuid import UUID

from chassis.database.engine import is_passing
from chassis.observability.traces import span
from opentelemetry.trace import SpanKind
from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.domain.addresses import MAIL_ADDRESS
from notifications.domain.deliveries import Delivery
from notifications.domain.mails import About, Mail
from notifications.domain.offices import CIRCULAR_TO_PROVIDER
from notifications.domain.retries import Attempt, Result
from notifications.repository.projections import Organisations
from notifications.repository.vault import Vault
from notifications.sending.access import client_of
from notifications.sending.details import Details, NoDetails, VaultAway
from notifications.sending.fill_in import Pointless, filled
from notifications.sending.reply_links import ReplyLinks, RoutingAway
from notifications.sending.smtp import MailServer
from notifications.sending.texts import Text, text_of
from notifications.settings import Settings


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The address of a mail, names of organisations by id, and what its text is made from."""

    address: str | None
    names: Mapping[str, str]
    about: About


class Mails:
    def __init__(
        self,
        engine: AsyncEngine,
        details: Details,
        links: ReplyLinks,
        server: MailServer,
        settings: Settings,
    ) -> None:
        self._engine = engine
        self._details = details
        self._links = links
        self._server = server
        self._from = settings.mail_from
        self._public_url = settings.public_url

    async def attempt(self, delivery: Delivery, mail: Mail) -> Attempt:
        with span("deliver mail", SpanKind.CLIENT, delivery.about.traceparent):
            try:
                found = await self._look_up(mail)
            except VaultAway:
                return Attempt(Result.NOT_TRIED, "vault_away")
            except RoutingAway:
                return Attempt(Result.NOT_TRIED, "routing_away")
            except NoDetails:
                return Attempt(Result.POINTLESS, "no_details")
            except Pointless as nobody:
                return Attempt(Result.POINTLESS, nobody.reason)
            except Exception as error:
                if not is_passing(error):
                    raise
                return Attempt(Result.NOT_TRIED, "database_away")
            return await self._send(delivery.id, mail, found)

    async def _send(self, delivery_id: UUID, mail: Mail, found: LookedUp) -> Attempt:
        address, recipient = found.address, mail.recipient
        if address is None:
            return Attempt(Result.POINTLESS, "no_address")
        if not MAIL_ADDRESS.fullmatch(address):
            return Attempt(Result.POINTLESS, "unusable_address")
        name = found.names.get(recipient.ref or "") if recipient.kind == "organisation" else None
        text = text_of(mail.template, found.about, name, found.names)
        message = letter(delivery_id, self._from, address, text)
        if mail.template == CIRCULAR_TO_PROVIDER:
            # RFC 8058: mail programs show a button for it
            message["List-Unsubscribe"] = f"<{found.about['opt_out_url']}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return await self._server.send(message, address)

    async def _look_up(self, mail: Mail) -> LookedUp:
        recipient = mail.recipient
        wanted = {
            str(value) for member, value in mail.about.items() if member.endswith("organisation_id")
        } - {"None"}
        if recipient.kind == "organisation" and recipient.ref:
            wanted.add(recipient.ref)
        async with self._engine.connect() as db:
            names = await Organisations(db).names(wanted)
            address = await _of_organisation(mail, Vault(db))
            about = await filled(mail.about, self._public_url, db)
        if recipient.kind == "provider" and recipient.ref:
            question_id = mail.about.get("question_id")
            found = await self._details.of(recipient.ref, str(question_id or "") or None)
            about = {**about, **found.for_the_text}
            return LookedUp(found.mail_address, names, about)
        if address and (url := await self._links.reply_url(mail)):
            about = {**about, "reply_url": url}
        return LookedUp(address, names, about)


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


async def _of_organisation(mail: Mail, vault: Vault) -> str | None:
    """From the second time on it goes to who leads the organisation, where they are known."""
    recipient = mail.recipient
    if recipient.kind != "organisation" or recipient.ref is None:
        return None
    organisation_id, again = UUID(recipient.ref), mail.about.get("level", 1) != 1
    lead = await vault.lead_address(organisation_id) if again else None
    return lead or await vault.address(organisation_id)


@asynccontextmanager
async def mailing(engine: AsyncEngine, settings: Settings) -> AsyncIterator[Mails]:
    server = MailServer(settings)
    try:
        async with client_of(settings) as client:
            details = Details(client, settings.intake_url)
            links = ReplyLinks(client, settings.routing_url)
            yield Mails(engine, details, links, server, settings)
    finally:
        await server.close()
