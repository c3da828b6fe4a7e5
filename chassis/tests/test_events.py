"""What was announced can be asked after, by whoever may see it."""

from uuid import uuid4

from chassis.process.testing import Running
from sqlalchemy import text

ASSERTED = '{"id": "%s", "data": {"municipality_code": "GM1963"}}'
KEEP = text("INSERT INTO announced (event_id, sequence, topic, value) VALUES (:id, 1, 't', :value)")


async def kept(app: Running) -> str:
    event_id = str(uuid4())
    async with app.begin() as work:
        value = (ASSERTED % event_id).encode()
        await work.db.execute(KEEP, {"id": event_id, "value": value})
    return event_id


async def test_an_event_is_found_under_its_id(app: Running) -> None:
    event_id = await kept(app)
    token = app.token("partner", municipalities=["GM1963"])
    answer = await app.client.get(f"/v1/events/{event_id}", headers=token)
    assert answer.json()["id"] == event_id


async def test_an_event_of_another_municipality_does_not_exist(app: Running) -> None:
    event_id = await kept(app)
    token = app.token("partner", municipalities=["GM0758"])
    answer = await app.client.get(f"/v1/events/{event_id}", headers=token)
    assert answer.status_code == 404


async def test_an_event_that_never_was_does_not_exist_either(app: Running) -> None:
    token = app.token("administrator")
    assert (await app.client.get("/v1/events/nothing", headers=token)).status_code == 404


async def test_every_type_says_what_it_means(app: Running) -> None:
    answer = await app.client.get("/v1/event-types", headers=app.token("partner"))
    types = {one["type"]: one for one in answer.json()}
    asked = types["nl.sportloketten.handover-requested.v1"]
    assert asked["about"] == "An organisation has been asked to take over a question."
    assert all(one["about"] and one["dataschema"] for one in types.values())


async def test_nothing_is_told_to_strangers(app: Running) -> None:
    assert (await app.client.get("/v1/event-types")).status_code == 401
    assert (await app.client.get(f"/v1/events/{uuid4()}")).status_code == 401
