"""The HTTP face: who may say and see what."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.municipalities import codes_of
from contracts.notifications import NotificationSuppressed
from kept_databases import KeptDatabases
from sqlalchemy import text
from standardwebhooks import Webhook, WebhookVerificationError

from . import story
from .conftest import running, sending
from .outside_world import Outside, Subscriber
from .story import COUNCIL, DELIVERY, HOEKSCHE_WAARD

ADDRESS = {"address": "loket@sportraad.example", "lead_address": None}


def partner(app: Running, organisation: Any = COUNCIL) -> dict[str, str]:
    return app.token("partner", organisation_id=organisation, municipalities=[HOEKSCHE_WAARD])


async def wish(app: Running, token: dict[str, str], url: str, **told: Any) -> Any:
    headers = token | told.pop("headers", {})
    return await app.client.post("/v1/subscriptions", json={"url": url, **told}, headers=headers)


async def test_an_organisation_keeps_its_own_mail_address(app: Running) -> None:
    path = f"/v1/organisations/{COUNCIL}/mail-address"
    assert (await app.client.get(path, headers=partner(app))).status_code == 404
    assert (await app.client.put(path, json=ADDRESS, headers=partner(app))).status_code == 200
    assert (await app.client.get(path, headers=partner(app))).json() == ADDRESS
    assert (await app.client.delete(path, headers=partner(app))).status_code == 204
    assert (await app.client.delete(path, headers=partner(app))).status_code == 404


async def test_nobody_else_sees_or_sets_it(app: Running) -> None:
    path = f"/v1/organisations/{COUNCIL}/mail-address"
    await app.client.put(path, json=ADDRESS, headers=partner(app))
    for token in (partner(app, DELIVERY), app.token("coordinator", municipalities=["GM1963"])):
        assert (await app.client.get(path, headers=token)).status_code == 404
        assert (await app.client.put(path, json=ADDRESS, headers=token)).status_code == 404
    assert (await app.client.get(path)).status_code == 401


async def test_an_administrator_may_for_the_organisations_of_the_municipality(app: Running) -> None:
    path = f"/v1/organisations/{COUNCIL}/mail-address"
    await app.hear(story.registered(COUNCIL))
    tokens = [app.token("administrator"), app.token("administrator", municipalities=["GM1963"])]
    for token in tokens:
        assert (await app.client.put(path, json=ADDRESS, headers=token)).status_code == 200
    elsewhere = app.token("administrator", municipalities=["GM0758"])
    assert (await app.client.put(path, json=ADDRESS, headers=elsewhere)).status_code == 404


async def test_what_is_no_mail_address_is_refused(app: Running) -> None:
    path = f"/v1/organisations/{COUNCIL}/mail-address"
    for address in ("", "loket", "a@b", "a b@c.nl", "a@c.nl\nBcc: x@y.nl", "ä@c.nl"):
        answer = await app.client.put(path, json={"address": address}, headers=partner(app))
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "#/address"


async def test_a_subscription_hears_all_that_its_holder_may_see(
    app: Running, outside: Outside
) -> None:
    made = (await wish(app, partner(app), outside.url())).json()
    assert codes_of(HOEKSCHE_WAARD, datetime.now(UTC).date()) == set(made["municipality_codes"])
    assert made["organisation_id"] == str(COUNCIL)
    assert story.requested().type in made["event_types"]
    assert "nl.sportloketten.budget-set.v1" not in made["event_types"]


async def test_the_secret_is_shown_once(app: Running, outside: Outside) -> None:
    made = (await wish(app, partner(app), outside.url())).json()
    assert made["secret"].startswith("whsec_")
    seen = await app.client.get(f"/v1/subscriptions/{made['id']}", headers=partner(app))
    listed = await app.client.get("/v1/subscriptions", headers=partner(app))
    assert made["secret"] not in seen.text + listed.text
    assert [one["id"] for one in listed.json()] == [made["id"]]


async def test_the_same_wish_under_the_same_key_makes_one_subscription(
    app: Running, outside: Outside
) -> None:
    headers = {"Idempotency-Key": "a-key-of-ours"}
    first = await wish(app, partner(app), outside.url(), headers=headers)
    again = await wish(app, partner(app), outside.url(), headers=headers)
    other = await wish(app, partner(app), outside.url("other"), headers=headers)
    assert [answer.status_code for answer in (first, again, other)] == [201, 201, 409]
    assert again.json() == first.json()


async def test_the_subject_of_a_token_is_kept_nowhere(app: Running, outside: Outside) -> None:
    anna = app.token("administrator", subject="anna.bakker")
    subscriber = await Subscriber.to(app, anna, outside.url())
    assert (await subscriber.get())["organisation_id"] is None
    other = app.token("coordinator", subject="bas.visser", municipalities=[HOEKSCHE_WAARD])
    path = f"/v1/subscriptions/{subscriber.id}"
    assert (await app.client.get(path, headers=other)).status_code == 404
    async with app.begin() as work:
        rows = await work.db.execute(
            text("SELECT to_jsonb(subscriptions)::text FROM subscriptions")
        )
        assert "anna" not in rows.scalar_one()


async def test_nobody_subscribes_to_what_they_may_not_see(app: Running, outside: Outside) -> None:
    budget = "nl.sportloketten.budget-set.v1"
    for told, pointer in [
        ({"event_types": [budget]}, "#/event_types/0"),
        ({"municipality_codes": [HOEKSCHE_WAARD, "GM0758"]}, "#/municipality_codes/1"),
    ]:
        answer = await wish(app, partner(app), outside.url(), **told)
        assert answer.status_code == 403
        assert [flaw["pointer"] for flaw in answer.json()["errors"]] == [pointer]
    nowhere = app.token("coordinator", municipalities=[])
    assert (await wish(app, nowhere, outside.url())).status_code == 403


async def test_an_address_that_is_no_good_is_refused(app: Running) -> None:
    for url, detail in [
        ("http://partner.example/", "Dit adres moet met https:// beginnen."),
        ("https://localhost/", "Dit adres is niet openbaar."),
        ("https://10.0.0.1/", "Dit adres is niet openbaar."),
        ("https://nowhere.invalid/", "Dit adres is niet bereikbaar."),
    ]:
        answer = await wish(app, partner(app), url)
        assert answer.status_code == 400
        assert answer.json()["errors"] == [{"pointer": "#/url", "detail": detail}]


async def test_an_address_must_be_plain(app: Running) -> None:
    for url in ("ftp://a.example/", "https://u:p@a.example/", "https://a.nl/#b", "x"):
        answer = await wish(app, partner(app), url)
        assert answer.json()["errors"][0]["pointer"] == "#/url"


async def test_a_receiver_that_does_not_agree_gets_nothing(app: Running, outside: Outside) -> None:
    answer = await wish(app, partner(app), f"{outside.address}/mails")
    assert answer.status_code == 400
    assert "WebHook-Allowed-Origin: localhost" in answer.json()["errors"][0]["detail"]


async def test_a_subscription_is_its_organisation_s(app: Running, outside: Outside) -> None:
    made = await Subscriber.to(app, partner(app), outside.url())
    path = f"/v1/subscriptions/{made.id}"
    for token in (partner(app, DELIVERY), app.token("administrator", municipalities=["GM0758"])):
        for ask in (app.client.get, app.client.delete):
            assert (await ask(path, headers=token)).status_code == 404
        for command in ("secrets", "resumptions"):
            answer = await app.client.post(f"{path}/{command}", headers=token)
            assert answer.status_code == 404
    assert (await app.client.get(path, headers=app.token("administrator"))).status_code == 200


async def test_after_a_rotation_both_secrets_sign_for_a_while(
    databases: KeptDatabases, outside: Outside
) -> None:
    async with running(databases, outside, secret_grace=timedelta(seconds=2)) as app:
        subscriber = await Subscriber.to(app, partner(app), outside.url())
        secret = (await subscriber.post("/secrets")).json()["secret"]
        async with sending(app):
            await app.hear(story.received())
            (both,) = await outside.webhooks(1)
            await asyncio.sleep(2.3)  # the grace, and a look at the subscriptions
            await app.hear(story.answered())
            _, new = await outside.webhooks(2)
    for valid in (subscriber.secret, secret):
        Webhook(valid).verify(both["body"], both["headers"])
    Webhook(secret).verify(new["body"], new["headers"])
    with pytest.raises(WebhookVerificationError):
        subscriber.verify(new)


async def test_a_delivery_can_be_asked_for_again_under_its_own_id(
    app: Running, outside: Outside
) -> None:
    subscriber = await Subscriber.to(app, partner(app), outside.url())
    async with sending(app):
        await app.hear(story.received())
        (delivery,) = await subscriber.until("sent")
        again = await subscriber.post(f"/deliveries/{delivery['id']}/attempts")
        assert (again.status_code, again.json()["state"]) == (202, "pending")
        webhooks = await outside.webhooks(2)
        await subscriber.until("sent")
    assert {one["headers"]["webhook-id"] for one in webhooks} == {delivery["id"]}
    nothing = await subscriber.post(f"/deliveries/{uuid4()}/attempts")
    assert nothing.status_code == 404


async def test_what_runs_cannot_be_resumed(app: Running, outside: Outside) -> None:
    subscriber = await Subscriber.to(app, partner(app), outside.url())
    assert (await subscriber.post("/resumptions")).status_code == 409


async def test_when_a_subscription_ends_what_waited_is_not_sent(
    app: Running, outside: Outside
) -> None:
    subscriber = await Subscriber.to(app, partner(app), outside.url())
    await app.hear(story.received())
    (delivery,) = await subscriber.deliveries()
    path = f"/v1/subscriptions/{subscriber.id}"
    assert (await app.client.delete(path, headers=subscriber.token)).status_code == 204
    async with app.begin() as work:
        kept = (await work.db.execute(text("SELECT url, secret FROM subscriptions"))).one()
    assert tuple(kept) == ("", "")
    assert (await app.client.get(path, headers=subscriber.token)).status_code == 404
    await app.hear(story.answered())
    (suppressed,) = await app.announced_of(NotificationSuppressed)
    assert (str(suppressed.notification_id), suppressed.reason) == (
        delivery["id"],
        "subscription_ended",
    )


async def test_deliveries_come_in_pages_and_by_state(app: Running, outside: Outside) -> None:
    subscriber = await Subscriber.to(app, partner(app), outside.url())
    await app.hear(*story.questions(5))
    first = await subscriber.get("/deliveries", limit=3)
    second = await subscriber.get("/deliveries", limit=3, before=first["before"])
    assert [len(page["deliveries"]) for page in (first, second)] == [3, 2]
    assert second["before"] is None
    assert await subscriber.deliveries(state="sent") == []


async def test_the_books_count_by_means_and_state_within_what_one_may_see(
    app: Running, outside: Outside
) -> None:
    await Subscriber.to(app, partner(app), outside.url())
    await app.hear(story.received(), story.requested(), story.declined())
    mails, webhooks = (
        {"means": "mail", "state": "pending"},
        {"means": "webhook", "state": "pending"},
    )
    for token, counts in [
        (app.token("administrator"), [mails | {"number": 3}, webhooks | {"number": 3}]),
        (partner(app), [mails | {"number": 1}, webhooks | {"number": 3}]),
        (partner(app, DELIVERY), [mails | {"number": 1}]),
        (app.token("coordinator", municipalities=["GM0758"]), []),
    ]:
        log = (await app.client.get("/v1/notifications", headers=token)).json()
        assert log["counts"] == counts
        assert len(log["notifications"]) == sum(one["number"] for one in log["counts"])


async def test_the_log_names_no_address_and_no_reference(app: Running, outside: Outside) -> None:
    await Subscriber.to(app, partner(app), outside.url())
    await app.hear(story.received())
    query = {"means": "mail", "state": "pending"}
    log = await app.client.get("/v1/notifications", params=query, headers=app.token("service"))
    (mail,) = log.json()["notifications"]
    assert mail["template"] == "question_received"
    assert story.DETAILS not in log.text
    assert outside.address not in log.text
