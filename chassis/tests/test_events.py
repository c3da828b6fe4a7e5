"""What was announced can be asked after, by whoever may see it."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from sqlalchemy import text

FIRST, SECOND = UUID(int=1), UUID(int=2)
KEEP = text("INSERT INTO announced (event_id, sequence, topic, value) VALUES (:id, 1, 't', :value)")
ERASED = "nl.sportloketten.data-subject-erased.v1"


async def kept(app: Running, kind: str = "nl.sportloketten.handover-requested.v1") -> str:
    """Of a municipality, about a handover to the first organisation."""
    event_id = str(uuid4())
    data = {
        "municipality_code": "GM1963",
        "to_organisation_id": str(FIRST),
        "from_organisation_id": None,
        "provider_id": str(SECOND),
    }
    value = json.dumps({"id": event_id, "type": kind, "data": data}).encode()
    async with app.begin() as work:
        await work.db.execute(KEEP, {"id": event_id, "value": value})
    return event_id


@pytest.mark.parametrize(
    ("role", "who", "status"),
    [
        ("coordinator", {"municipalities": ["GM1963"]}, 200),
        ("administrator", {"municipalities": ["GM1963"]}, 200),
        ("service", {}, 200),
        ("partner", {"organisation_id": FIRST}, 200),
        ("coordinator", {"municipalities": ["GM0758"]}, 404),
        ("partner", {"municipalities": ["GM1963"]}, 404),
        ("partner", {"municipalities": ["GM1963"], "organisation_id": SECOND}, 404),
        ("core_team", {"municipalities": ["GM1963"]}, 404),
    ],
)
async def test_an_event_is_for_who_sees_the_municipality_and_for_whom_it_names(
    app: Running, role: str, who: dict[str, Any], status: int
) -> None:
    event_id = await kept(app)
    answer = await app.client.get(f"/v1/events/{event_id}", headers=app.token(role, **who))
    assert answer.status_code == status
    assert status == 404 or answer.json()["id"] == event_id


async def test_that_somebody_was_erased_is_not_for_coordinators(app: Running) -> None:
    event_id = await kept(app, ERASED)
    statuses = [
        (await app.client.get(f"/v1/events/{event_id}", headers=app.token(role))).status_code
        for role in ("coordinator", "administrator")
    ]
    assert statuses == [404, 200]


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
