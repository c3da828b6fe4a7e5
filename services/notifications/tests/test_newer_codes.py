"""A code that only a later release knows is passed on as it is, and told as "iets anders"."""

import json

import pytest
from chassis.process.testing import Running
from contracts.event import Fact
from contracts.routing import HandoverDeclined
from newer_codes import NEWER, facts_with_newer_codes
from notifications.domain.mails import mails_after
from notifications.domain.occasions import OCCASIONS
from notifications.domain.questions import Question
from notifications.domain.scope import HEARD
from sqlalchemy import text

from . import story
from .conftest import sending
from .outside_world import Outside, Subscriber
from .story import COUNCIL, HOEKSCHE_WAARD
from .test_mail_sending import keep_address
from .wording import ASKED, written


def newer(fact: Fact, member: str) -> Fact:
    return type(fact).read(fact.model_dump() | {member: NEWER})


async def set_aside(app: Running) -> int:
    async with app.begin() as work:
        return int((await work.db.execute(text("SELECT count(*) FROM dead_letters"))).scalar_one())


async def test_a_newer_code_in_any_fact_is_read(app: Running) -> None:
    facts = [fact for event in HEARD.values() for fact in facts_with_newer_codes(event)]
    assert len(facts) > 60
    await app.hear(*facts)
    assert await set_aside(app) == 0
    async with app.begin() as work:
        heard = (await work.db.execute(text("SELECT count(*) FROM inbox"))).scalar_one()
    assert heard == len(facts)


async def test_a_newer_reason_goes_to_subscribers_as_it_is_and_in_a_mail_as_something_else(
    app: Running, outside: Outside
) -> None:
    partner = app.token("partner", organisation_id=COUNCIL, municipalities=[HOEKSCHE_WAARD])
    await Subscriber.to(app, partner, outside.url(), event_types=[HandoverDeclined.type])
    await app.hear(story.registered(COUNCIL), newer(story.requested(), "theme"))
    await keep_address(app, COUNCIL)
    async with sending(app):
        await app.hear(newer(story.declined(), "reason"))
        (webhook,) = await outside.webhooks(1)
        (mail,) = [
            each
            for each in await outside.mails(1)
            if each["subject"] == "De vraag is niet overgenomen"
        ]
    assert json.loads(webhook["body"])["data"]["reason"] == NEWER
    assert "De vraag over iets anders is niet overgenomen" in mail["text"]
    assert "Dit is de reden: iets anders." in mail["text"]
    assert NEWER not in mail["text"]
    assert await set_aside(app) == 0


TOLD = [
    pytest.param(newer(fact, member), words, id=f"{type(fact).__name__}.{member}")
    for fact, member, words in [
        (story.requested(), "provider_kind", "van iets anders."),
        (story.declined(), "reason", "Dit is de reden: iets anders."),
        (story.expired(), "unanswered", "Dit is de reden: iets anders."),
        (story.completed(), "outcome", "Dit is de uitkomst: iets anders."),
        (story.escalated(), "reason", "Dit is de reden: iets anders."),
        (story.answered(), "outcome", "Dit is de uitkomst: iets anders."),
        (story.rejected(), "reason", "Dit is de reden: iets anders."),
    ]
]


@pytest.mark.parametrize(("fact", "words"), TOLD)
def test_people_read_something_else_for_a_newer_code(fact: Fact, words: str) -> None:
    for mail in mails_after(fact, ASKED):
        assert NEWER not in written(mail, reply_url="https://loket.example").body
    assert any(
        words in written(mail, reply_url="https://loket.example").body
        for mail in mails_after(fact, ASKED)
    )


def test_no_mail_tells_a_code_that_people_do_not_read() -> None:
    asked = Question(ASKED.id, NEWER, ASKED.details_ref)
    for kind in OCCASIONS:
        for fact in facts_with_newer_codes(kind):
            for mail in mails_after(fact, asked):  # type: ignore[arg-type]
                more = {"reply_url": "https://loket.example"}
                assert NEWER not in written(mail, **more).body, mail.template
