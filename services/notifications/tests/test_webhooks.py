"""Webhooks as a receiver gets them: signed, in order, again when they were not taken."""

from datetime import datetime
from uuid import uuid4

import pytest
from chassis.process.testing import Running, published
from contracts.envelope import decode, encode
from contracts.notifications import NotificationSent, SubscriptionSuspended
from standardwebhooks import WebhookVerificationError

from .conftest import sending
from .outside_world import Outside, Subscriber
from .story import QUESTION, accepted, answered, questions, received, requested


async def test_a_webhook_is_the_event_as_it_was_published(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    event = published(received())
    async with sending(app):
        await app.hear(event)
        (webhook,) = await outside.webhooks(1)
    assert webhook["body"].encode() == encode(event)
    assert webhook["headers"]["content-type"] == "application/cloudevents+json; charset=UTF-8"
    assert decode(webhook["body"].encode(), [("content-type", b"application/cloudevents+json")])
    assert subscriber.verify(webhook)["id"] == event.id


async def test_what_was_sent_is_announced_once(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    event = published(received(details_ref="unknown"))
    async with sending(app):
        await app.hear(event)
        (delivery,) = await subscriber.until("sent")
    (sent,) = [one for one in await app.announced_of(NotificationSent) if one.means == "webhook"]
    assert (str(sent.notification_id), str(sent.about_event_id)) == (delivery["id"], event.id)
    assert (sent.means, sent.version) == ("webhook", 1)
    (said,) = [one for one in await app.announced() if one.subject == delivery["id"]]
    assert (said.correlationid, said.causationid) == (event.id, event.id)


async def test_somebody_else_s_secret_does_not_verify(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    other = await Subscriber.to(app, coordinator, outside.url("other"))
    async with sending(app):
        await app.hear(received())
        (webhook,) = await outside.webhooks(1)
    subscriber.verify(webhook)
    with pytest.raises(WebhookVerificationError):
        other.verify(webhook)


async def test_what_is_not_taken_comes_again_under_the_same_id(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await outside.answers(answer=500, times=2)
    async with sending(app):
        await app.hear(received())
        webhooks = await outside.webhooks(3)
        (delivery,) = await subscriber.until("sent")
    assert {webhook["headers"]["webhook-id"] for webhook in webhooks} == {delivery["id"]}
    assert [webhook["answered"] for webhook in webhooks] == [500, 500, 204]
    assert (delivery["attempts"], delivery["answered"]) == (3, 204)


async def test_the_next_about_a_question_waits_for_the_one_before_it(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await outside.answers(answer=503, times=2)
    async with sending(app):
        await app.hear(received(), requested(), accepted(), answered())
        await subscriber.until(*["sent"] * 4)
        webhooks = await outside.webhooks(6)
    types = [subscriber.verify(webhook)["type"].split(".")[-2] for webhook in webhooks]
    assert types == ["question-received"] * 3 + [
        "handover-requested",
        "handover-accepted",
        "question-answered",
    ]


async def test_another_question_does_not_wait(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await outside.answers(answer=503, times=1, retry_after=0)
    other = uuid4()
    async with sending(app):
        await app.hear(received(), received(question_id=other))
        webhooks = await outside.webhooks(3)
    subjects = [subscriber.verify(webhook)["subject"] for webhook in webhooks]
    assert sorted(subjects[:2]) == sorted([str(QUESTION), str(other)])


async def test_order_per_question_holds_while_many_fail(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    asked = questions(20)
    later = [answered(question_id=one.question_id) for one in asked]  # type: ignore[attr-defined]
    await outside.answers(answer=500, times=15)
    async with sending(app):
        await app.hear(*asked, *later)
        await outside.webhooks(55)
        await subscriber.until(*["sent"] * 40)
    taken = [subscriber.verify(one) for one in await outside.webhooks() if one["answered"] == 204]
    assert len(taken) == 40
    first_of = {event["subject"]: event["type"] for event in reversed(taken)}
    assert set(first_of.values()) == {received().type}


async def test_a_slow_receiver_holds_up_nobody_else(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    slow = await Subscriber.to(app, coordinator, outside.url("slow"))
    quick = await Subscriber.to(app, coordinator, outside.url("quick"))
    await outside.answers("slow", delay_seconds=5)
    async with sending(app):
        await app.hear(*questions(50))
        await quick.until(*["sent"] * 50)
        assert all(one["state"] == "pending" for one in await slow.deliveries())
        assert len(await outside.webhooks(1, "slow")) == 8


async def test_a_receiver_that_names_a_time_is_left_alone_until_then(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await outside.answers(answer=429, times=1, retry_after=1)
    async with sending(app):
        await app.hear(received())
        await outside.webhooks(1)
        await app.hear(*questions(3))
        await subscriber.until(*["sent"] * 4)
    refused, *taken = [one["received_at"] for one in await outside.webhooks(5)]
    assert all(_seconds_between(refused, at) >= 0.99 for at in taken)


async def test_a_receiver_that_is_gone_is_suspended_and_nothing_is_lost(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await outside.answers(answer=410, times=1)
    async with sending(app):
        await app.hear(received(), answered())
        await subscriber.until("held", "held")
        assert (await subscriber.get())["state"] == "suspended"
        await app.hear(*questions(1))
        await subscriber.until("held", "held", "held")
        assert len(await outside.webhooks()) == 1
        assert (await subscriber.post("/resumptions")).status_code == 201
        await subscriber.until("sent", "sent", "sent")
    (suspended,) = await app.announced_of(SubscriptionSuspended)
    assert (str(suspended.subscription_id), suspended.version) == (subscriber.id, 1)
    assert len(await outside.webhooks()) == 4


async def test_after_the_last_retry_everything_waits_for_a_person(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    subscriber = await Subscriber.to(app, coordinator, outside.url())
    await outside.answers(answer=500, times=4)
    async with sending(app):
        await app.hear(received(), answered())
        failed, _ = await subscriber.until("failed", "held")
        assert (failed["attempts"], failed["reason"]) == (4, "http_500")
        assert (await subscriber.post("/resumptions")).status_code == 201
        await subscriber.until("sent", "sent")
    said = [one.type.split(".")[-2] for one in await app.announced()]
    assert [name for name in said if name != "notification-suppressed"] == [
        "notification-failed",
        "subscription-suspended",
        "notification-sent",
        "notification-sent",
    ]
    types = [subscriber.verify(one)["type"] for one in await outside.webhooks(6)]
    assert types == [received().type] * 5 + [answered().type]


def _seconds_between(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
