"""Who asks to be forgotten gets no more mail, and was never kept."""

from uuid import uuid4

from chassis.process.testing import Running
from contracts.notifications import NotificationSuppressed
from contracts.privacy import DataSubjectErased
from table_search import tables_with

from . import story
from .conftest import sending
from .outside_world import Outside, books
from .story import DETAILS, HOEKSCHE_WAARD, NOW, OFFICE, PROVIDER

CANARY = "kanarie4711"


def erased() -> DataSubjectErased:
    return DataSubjectErased.model_validate(
        {
            "municipality_code": HOEKSCHE_WAARD,
            "version": 1,
            "occurred_at": NOW,
            "erasure_id": uuid4(),
            "provider_id": PROVIDER,
        }
    )


def known(outside: Outside) -> None:
    outside.vault[DETAILS] = {"contact": {"name": CANARY, "email": f"{CANARY}@example.nl"}}


async def test_of_a_mail_that_was_sent_no_name_or_address_is_in_any_table(
    app: Running, outside: Outside
) -> None:
    known(outside)
    async with sending(app):
        await app.hear(story.received())
        await books(app, "mail sent 1")
    [mail] = await outside.mails(1)
    assert CANARY in str(mail)
    await app.hear(erased())
    assert await tables_with(app, CANARY) == []


async def test_a_mail_that_waits_goes_nowhere_any_more(app: Running, outside: Outside) -> None:
    known(outside)
    await app.hear(story.received())
    outside.vault.clear()  # as intake does
    await app.hear(erased())
    async with sending(app):
        await books(app, "mail suppressed 1")
    assert [one.reason for one in await app.announced_of(NotificationSuppressed)] == ["no_details"]
    assert await outside.mails() == []


async def test_what_comes_later_finds_no_way_to_the_provider(
    app: Running, outside: Outside
) -> None:
    known(outside)
    await app.hear(story.registered(OFFICE), story.office("building"), story.joined(PROVIDER))
    await app.hear(story.received(provider_kind="entrepreneur"))
    assert await tables_with(app, DETAILS) == ["deliveries", "providers", "questions"]
    await app.hear(erased())
    assert "providers" not in await tables_with(app, DETAILS)
