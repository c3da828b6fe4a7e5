"""How often one address may use the form."""

import asyncio
from typing import Any

from chassis.database.migrations import upgrade
from chassis.process.testing import running_as_it_is
from intake.service import service

from .conftest import HOEKSCHE_WAARD


async def test_the_form_is_limited_per_address_and_staff_are_not(
    fresh_database: str, form: dict[str, Any]
) -> None:
    await asyncio.to_thread(upgrade, service.name, fresh_database)
    async with running_as_it_is(service, fresh_database, form_rate="2/minute") as app:
        statuses = [
            (await app.client.post("/v1/questions", json=form)).status_code for _ in range(3)
        ]
        staff = app.token("coordinator", municipalities=[HOEKSCHE_WAARD])
        heard = await app.client.post("/v1/questions", json=form, headers=staff)
    assert statuses == [201, 201, 429]
    assert heard.status_code == 201
