"""The history of a question: nobody can change it, and it tells all that the question is."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import asyncpg
import pytest
from chassis.database.migrations import upgrade
from chassis.process.testing import Running, running_as_it_is
from contracts.vocabulary import ConsentGround
from hypothesis import given
from hypothesis import strategies as st
from intake.questions.history import History
from intake.questions.life_cycle import Step
from intake.questions.replay import Change, changes, rebuilt
from intake.questions.repository import Questions
from intake.questions.steps import Move, after, fits
from intake.service import service

from .conftest import Asked, Routing
from .test_any_order import actions
from .test_domain import question

CHANGES = [
    "UPDATE question_steps SET reason = 'other'",
    "DELETE FROM question_steps",
    "TRUNCATE question_steps CASCADE",
    "UPDATE question_steps SET reason = 'other' WHERE false",
]
MOVES = st.builds(
    Move,
    step=st.sampled_from(Step),
    theme=st.sampled_from(["space", "finance"]),
    outcome=st.sampled_from(["helped", "not_helped"]),
    consent=st.sampled_from(ConsentGround),
    into_question_id=st.just(UUID(int=9)),
    handover_id=st.sampled_from([UUID(int=1), UUID(int=2)]),
    organisation_id=st.sampled_from([UUID(int=3), UUID(int=4)]),
)


async def same_again(app: Running, question_id: UUID) -> None:
    async with app.begin() as work:
        stored = (await Questions(work.db).locked([question_id]))[question_id]
        assert rebuilt(await History(work.db).changes_of(question_id)) == stored


@given(st.lists(MOVES, max_size=30))
def test_whatever_steps_are_taken_what_they_changed_makes_the_question_again(
    moves: list[Move],
) -> None:
    now = question()
    history = [Change(now.state, now.version, changes(None, now))]
    for move in moves:
        if fits(now, move):
            before, now = now, after(now, move)
            history.append(Change(now.state, now.version, changes(before, now)))
    assert rebuilt(history) == now


@pytest.mark.parametrize("seed", range(4))
async def test_a_question_can_be_made_again_from_what_is_stored_of_its_steps(
    app: Running, asked: Asked, routing: Callable[[], Routing], seed: int
) -> None:
    chance = random.Random(seed)
    possible = actions(asked, routing, chance)
    for _ in range(25):
        await chance.choice(possible)()
        await same_again(app, asked.id)


async def test_so_can_a_duplicate_and_a_question_that_came_from_a_partner(
    app: Running, asked: Asked, form: dict[str, Any]
) -> None:
    again = {**form, "theme": "space", "text": "Het gaat over ruimte", "subtheme": None}
    other = (await app.client.post("/v1/questions", json=again)).json()["question_id"]
    await asked.take("triage")
    await asked.take("merge", into_question_id=other)
    await asked.take("unmerge")
    for question_id in (asked.id, UUID(other)):
        await same_again(app, question_id)


@asynccontextmanager
async def role_of_the_service(admin_url: str, database: str) -> AsyncIterator[str]:
    """The address for a role that owns the database, and is no administrator, as deployed."""
    name = f"intake_{uuid4().hex}"
    admin = await asyncpg.connect(urlsplit(admin_url)._replace(path=f"/{database}").geturl())
    try:
        await admin.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'only-here'")
        await admin.execute(f'ALTER DATABASE "{database}" OWNER TO {name}')
        place = urlsplit(admin_url).netloc.rpartition("@")[2]
        yield f"postgresql+asyncpg://{name}:only-here@{place}/{database}"
    finally:
        await admin.execute(f"REASSIGN OWNED BY {name} TO CURRENT_USER")
        await admin.execute(f"DROP ROLE {name}")
        await admin.close()


@pytest.fixture
async def as_deployed(postgres: str, fresh_database: str) -> AsyncIterator[Running]:
    database = urlsplit(fresh_database).path.removeprefix("/")
    async with role_of_the_service(postgres, database) as address:
        await asyncio.to_thread(upgrade, service.name, address)
        async with running_as_it_is(service, address) as running:
            yield running


async def test_the_service_can_add_to_the_history_and_not_change_it(
    as_deployed: Running, form: dict[str, Any]
) -> None:
    assert (await as_deployed.client.post("/v1/questions", json=form)).status_code == 201
    await refuses(as_deployed, "permission denied")


async def test_an_administrator_of_the_database_cannot_change_it_either(
    app: Running, asked: Asked
) -> None:
    await refuses(app, "is history: rows are added, never changed")
    await same_again(app, asked.id)


async def refuses(app: Running, words: str) -> None:
    address = app.runtime.engine.url.render_as_string(hide_password=False)
    connection = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        for change in CHANGES:
            with pytest.raises(asyncpg.PostgresError, match=words):
                await connection.execute(change)
    finally:
        await connection.close()
