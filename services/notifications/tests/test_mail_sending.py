"""Mail as it arrives: once, at the right address, whatever is away meanwhile."""

from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.notifications import NotificationFailed, NotificationSent, NotificationSuppressed
from kept_databases import KeptDatabases
from local_runtime.ports import HOST, free_port
from notifications.sending.mails import letter
from notifications.sending.texts import Text
from outside.application import application
from outside.settings import Settings as OutsideSettings
from sqlalchemy import text

from . import story
from .conftest import NOT_FOR_YOU, running, sending, serving
from .outside_world import Outside, books, log, until
from .story import COUNCIL, DELIVERY, DETAILS, NAMES

PROVIDER = "anna@club.example"


@pytest.fixture
async def known(app: Running, outside: Outside) -> Running:
    """Everybody's address is known."""
    outside.vault[DETAILS] = {
        "details_ref": DETAILS,
        "contact": {"name": "Anna", "email": PROVIDER},
    }
    await app.hear(*(story.registered(one) for one in (COUNCIL, DELIVERY)))
    for one in (COUNCIL, DELIVERY):
        await keep_address(app, one)
    return app


async def keep_address(app: Running, organisation: UUID) -> None:
    answer = await app.client.put(
        f"/v1/organisations/{organisation}/mail-address",
        json={"address": f"loket@{organisation.int}.example"},
        headers=app.token("administrator"),
    )
    assert answer.status_code == 200


async def test_the_provider_s_address_is_read_when_the_mail_goes(
    known: Running, outside: Outside
) -> None:
    async with sending(known):
        await known.hear(story.received())
        (mail,) = await outside.mails(1)
        await books(known, "mail sent 1")
    assert (mail["to"], mail["subject"]) == (PROVIDER, "Wij hebben uw vraag ontvangen")
    assert "Wij hebben uw vraag over vrijwilligers ontvangen." in mail["text"]
    (sent,) = await known.announced_of(NotificationSent)
    assert mail["message_id"] == f"<{sent.notification_id}@sportloket.example>"


async def test_the_provider_gets_the_link_to_its_own_question(
    known: Running, outside: Outside
) -> None:
    link = "https://loket.example/v1/my-questions/abc"
    outside.vault[DETAILS] |= {"link": link}
    async with sending(known):
        await known.hear(story.received())
        (mail,) = await outside.mails(1)
    assert f"U kunt uw vraag volgen op {link}\n" in mail["text"]
    async with known.begin() as work:
        kept = str(
            (await work.db.execute(text("SELECT to_jsonb(deliveries) FROM deliveries"))).all()
        )
    assert link not in kept


def test_no_absence_is_reported_in_reply_to_a_mail() -> None:
    mail = letter(UUID(int=1), "Loket <loket@loket.example>", PROVIDER, Text("Vraag", "Tekst\n"))
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == "<00000000-0000-0000-0000-000000000001@loket.example>"


async def test_organisations_are_called_by_their_names(known: Running, outside: Outside) -> None:
    async with sending(known):
        await known.hear(story.requested(), story.declined())
        told, asked = sorted(await outside.mails(2), key=lambda mail: str(mail["to"]))
    assert (asked["to"], told["to"]) == ("loket@12.example", "loket@11.example")
    assert asked["text"].startswith(f"Beste collega's van {NAMES[DELIVERY]},")
    assert f"niet overgenomen door {NAMES[DELIVERY]}." in told["text"]


async def test_who_gave_no_address_gets_no_mail_and_that_is_said(
    app: Running, outside: Outside
) -> None:
    outside.vault[DETAILS] = {"contact": {"name": "Anna", "telephone": "0612345678"}}
    async with sending(app):
        await app.hear(story.received(), story.requested())
        await books(app, "mail suppressed 2")
    reasons = {one.reason for one in await app.announced_of(NotificationSuppressed)}
    assert (reasons, await outside.mails()) == ({"no_address"}, [])


async def test_details_that_are_erased_are_not_asked_for_again(
    app: Running, outside: Outside
) -> None:
    async with sending(app):
        await app.hear(story.received())
        await books(app, "mail suppressed 1")
    (suppressed,) = await app.announced_of(NotificationSuppressed)
    assert suppressed.reason == "no_details"


async def test_an_address_that_no_mail_server_takes_is_not_tried(
    app: Running, outside: Outside
) -> None:
    outside.vault[DETAILS] = {"contact": {"name": "Anna", "email": "a,b@c.nl"}}
    async with sending(app):
        await app.hear(story.received())
        await books(app, "mail suppressed 1")


async def test_a_mail_that_is_refused_for_now_comes_later_and_once(
    known: Running, outside: Outside
) -> None:
    await outside.refuses_mail(refuse=2)
    async with sending(known):
        await known.hear(story.received())
        await outside.mails(1)
        await books(known, "mail sent 1")
    assert len(await outside.mails()) == 1


async def test_a_mail_that_is_refused_every_time_has_failed_with_its_reason(
    known: Running, outside: Outside
) -> None:
    await outside.refuses_mail(refuse=10)
    async with sending(known):
        await known.hear(story.received())
        await books(known, "mail failed 1")
    (failed,) = await known.announced_of(NotificationFailed)
    assert (failed.attempts, failed.reason) == (4, "smtp_451")


async def test_while_the_mail_server_is_away_mail_waits_and_is_not_lost(
    databases: KeptDatabases, outside: Outside
) -> None:
    outside.vault[DETAILS] = {"contact": {"name": "Anna", "email": PROVIDER}}
    late = OutsideSettings(http_port=free_port(), smtp_port=free_port())
    async with running(databases, outside, smtp_port=late.smtp_port) as app, sending(app):
        await app.hear(story.received(), *story.questions(20))
        await waiting(app, "mail_server_away")
        async with serving(application(late), late.http_port):
            await books(app, "mail sent 21")
            found = await outside.client.get(f"http://{HOST}:{late.http_port}/mails")
    assert len({mail["message_id"] for mail in found.json()}) == len(found.json()) == 21


async def test_while_the_vault_is_away_mail_waits_and_other_mail_goes(
    databases: KeptDatabases, outside: Outside
) -> None:
    async with running(databases, outside, intake_url="http://127.0.0.1:1") as app:
        await keep_address(app, DELIVERY)
        async with sending(app):
            await app.hear(story.received(), story.requested())
            (mail,) = await outside.mails(1)
            await waiting(app, "vault_away")
    assert mail["to"] == "loket@12.example"


async def test_while_the_vault_takes_no_token_mail_waits_and_is_not_given_up(
    app: Running, outside: Outside
) -> None:
    outside.vault[DETAILS] = NOT_FOR_YOU
    async with sending(app):
        await app.hear(story.received())
        await waiting(app, "vault_away")
    assert await log(app, "mail", "suppressed") == []


async def waiting(app: Running, reason: str) -> None:
    """Until a mail waits for this reason."""

    async def so_far() -> bool | None:
        return reason in {one["reason"] for one in await log(app, "mail", "pending")} or None

    await until(so_far)


@pytest.mark.requirement("P17")
async def test_what_waits_too_long_goes_to_who_leads_the_organisation(
    known: Running, outside: Outside
) -> None:
    both = {"address": "loket@12.example", "lead_address": "leiding@12.example"}
    path = f"/v1/organisations/{DELIVERY}/mail-address"
    headers = known.token("administrator")
    assert (await known.client.put(path, json=both, headers=headers)).json() == both
    told = {"to_organisation_id": DELIVERY, "reason": "no_responder"}
    async with sending(known):
        for level in (1, 2, 3):
            await known.hear(story.escalated(level=level, **told))
        await outside.mails(3)
        await known.hear(
            story.escalated(level=2, to_organisation_id=COUNCIL, reason="no_responder")
        )
        mails = await outside.mails(4)
    assert sorted((mail["to"], mail["text"].count("laatste keer")) for mail in mails) == [
        ("leiding@12.example", 0),
        ("leiding@12.example", 1),
        ("loket@11.example", 0),
        ("loket@12.example", 0),
    ]


@pytest.mark.requirement("P18")
async def test_what_the_asker_is_to_tell_stands_in_the_mail_in_the_words_of_who_asks(
    known: Running, outside: Outside
) -> None:
    outside.vault[DETAILS] |= {"asked": "Met hoeveel zijn jullie?"}
    async with sending(known):
        await known.hear(story.received(), story.needs_information())
        mails = await outside.mails(2)
    (asks,) = [mail for mail in mails if "meer weten" in mail["subject"]]
    assert "Dit willen wij weten:\nMet hoeveel zijn jullie?\n" in asks["text"]


@pytest.mark.requirement("A02")
async def test_a_mail_to_the_asker_ends_with_whom_to_call(known: Running, outside: Outside) -> None:
    outside.vault[DETAILS] |= {
        "desk": {"name": "Sportloket Waardland", "telephone": "0186 12 34 56", "email": None}
    }
    async with sending(known):
        await known.hear(story.received())
        (mail,) = await outside.mails(1)
    assert "groet,\nSportloket Waardland\nTelefoon: 0186 12 34 56\n\nDit is" in mail["text"]
