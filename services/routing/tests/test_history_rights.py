"""The history of cases is added to and never changed, and it names nobody."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import pytest
from chassis.database.migrations import upgrade
from chassis.process.testing import Running, running_as_it_is
from routing.service import service
from routing_people import HELPED, NAME, as_coordinator, asked, take_all
from routing_town import MONDAY
from sqlalchemy import text

HISTORY: Final = ("handover_steps", "escalations", "case_entries")
CHANGES: Final = tuple(
    change.format(table)
    for table in HISTORY
    for change in ("UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {} CASCADE")
)


@pytest.fixture
async def as_deployed(postgres: str, fresh_database: str) -> AsyncIterator[Running]:
    """Routing with a role that owns its database and is no administrator."""
    database, role = urlsplit(fresh_database).path[1:], f"routing_{uuid4().hex}"
    admin = await asyncpg.connect(urlsplit(postgres)._replace(path=f"/{database}").geturl())
    await admin.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'only-here'")
    await admin.execute(f'ALTER DATABASE "{database}" OWNER TO {role}')
    place = urlsplit(postgres).netloc.rpartition("@")[2]
    address = f"postgresql+asyncpg://{role}:only-here@{place}/{database}"
    try:
        await asyncio.to_thread(upgrade, service.name, address)
        async with running_as_it_is(service, address) as app:
            app.now = MONDAY
            yield app
    finally:
        await admin.execute(f"REASSIGN OWNED BY {role} TO CURRENT_USER")
        await admin.execute(f"DROP ROLE {role}")
        await admin.close()


async def refuses(app: Running, words: str) -> None:
    """Every change, while there is something to change."""
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED[:2])
    address = app.runtime.engine.url.render_as_string(hide_password=False)
    connection = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        for change in CHANGES:
            with pytest.raises(asyncpg.PostgresError, match=words):
                await connection.execute(change)
    finally:
        await connection.close()


async def test_the_service_adds_to_the_history_and_may_not_change_it(as_deployed: Running) -> None:
    await refuses(as_deployed, "permission denied")


async def test_an_administrator_of_the_database_cannot_change_it_either(app: Running) -> None:
    await refuses(app, "never changed")


async def test_history_names_no_person(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED[:2])
    path, desk = f"/v1/cases/{requested.question_id}", as_coordinator(app)
    given = await app.client.put(f"{path}/assignee", json={"assignee": "somebody"}, headers=desk)
    noted = await app.client.post(f"{path}/notes", json={"text": NAME}, headers=desk)
    assert (given.status_code, noted.status_code) == (200, 201)
    async with app.begin() as work:
        for table in HISTORY:
            rows = await work.db.execute(text(f"SELECT CAST(t AS text) FROM {table} AS t"))  # noqa: S608
            assert not [row for row in rows.scalars() if NAME in row or "somebody" in row]
