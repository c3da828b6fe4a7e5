"""How often one address may use the form."""

from typing import Any

from chassis.process.testing import running_on
from intake.service import service
from kept_databases import KeptDatabases

from .conftest import HOEKSCHE_WAARD


async def test_the_form_is_limited_per_address_and_staff_are_not(
    databases: KeptDatabases, form: dict[str, Any]
) -> None:
    engine = await databases.emptied(service.name)
    async with running_on(engine, service, form_rate="2/minute") as app:
        statuses = [
            (await app.client.post("/v1/questions", json=form)).status_code for _ in range(3)
        ]
        staff = app.token("coordinator", municipalities=[HOEKSCHE_WAARD])
        heard = await app.client.post("/v1/questions", json=form, headers=staff)
    assert statuses == [201, 201, 429]
    assert heard.status_code == 201


async def test_reading_does_not_use_up_what_writing_may(
    databases: KeptDatabases, form: dict[str, Any]
) -> None:
    engine = await databases.emptied(service.name)
    async with running_on(engine, service, form_rate="2/minute") as app:
        asked = (await app.client.post("/v1/questions", json=form)).json()
        link = "/v1/my-questions/" + asked["link"].rpartition("/")[2]
        read = [(await app.client.get(link)).status_code for _ in range(31)]
        withdrawn = await app.client.post(f"{link}/steps", json={"step": "withdraw"})
        again = await app.client.post(f"{link}/steps", json={"step": "withdraw"})
    assert read == [200] * 30 + [429]
    assert (withdrawn.status_code, again.status_code) == (200, 429)
