from email.message import EmailMessage
from typing import Any

import aiosmtplib
import httpx
import pytest
from outside.settings import Settings


async def send(
    settings: Settings,
    to: str = "bestuur@club.example",
    subject: str = "Vraag",
    timeout: float = 10,
) -> None:
    mail = EmailMessage()
    mail["Message-ID"] = "<1@sportloket.example>"
    mail["From"] = "sportloket@example.nl"
    mail["To"] = to
    mail["Subject"] = subject
    mail.set_content("De coördinator heeft uw vraag ontvangen.\n")
    await aiosmtplib.send(mail, hostname="127.0.0.1", port=settings.smtp_port, timeout=timeout)


async def mails(outside: httpx.AsyncClient, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await outside.get("/mails", params=query)).json()
    return found


async def test_a_mail_can_be_read_as_it_was_sent(
    outside: httpx.AsyncClient, settings: Settings
) -> None:
    await send(settings, subject="Beëindigd")
    (mail,) = await mails(outside)
    assert mail.pop("received_at")
    assert mail == {
        "message_id": "<1@sportloket.example>",
        "to": "bestuur@club.example",
        "subject": "Beëindigd",
        "text": "De coördinator heeft uw vraag ontvangen.\n",
    }


async def test_mails_are_found_by_receiver(outside: httpx.AsyncClient, settings: Settings) -> None:
    await send(settings, to="a@example.nl", subject="1")
    await send(settings, to="b@example.nl", subject="2")
    assert [mail["subject"] for mail in await mails(outside, to="b@example.nl")] == ["2"]


async def test_the_newest_are_kept(outside: httpx.AsyncClient, settings: Settings) -> None:
    for number in range(settings.kept + 1):
        await send(settings, subject=str(number))
    assert [mail["subject"] for mail in await mails(outside)] == ["1", "2", "3"]


async def test_the_mailbox_can_be_emptied(outside: httpx.AsyncClient, settings: Settings) -> None:
    await send(settings)
    await outside.delete("/mails")
    assert await mails(outside) == []


async def test_so_many_mails_as_told_are_refused_for_now(
    outside: httpx.AsyncClient, settings: Settings
) -> None:
    await outside.post("/mails/behaviour", json={"refuse": 1})
    with pytest.raises(aiosmtplib.SMTPDataError) as refusal:
        await send(settings)
    assert refusal.value.code == 451
    assert await mails(outside) == []
    await send(settings)
    assert len(await mails(outside)) == 1


async def test_a_delayed_mail_is_kept_before_it_is_answered(
    outside: httpx.AsyncClient, settings: Settings
) -> None:
    await outside.post("/mails/behaviour", json={"delay_seconds": 2})
    with pytest.raises(aiosmtplib.SMTPReadTimeoutError):
        await send(settings, timeout=1)
    assert len(await mails(outside)) == 1
