"""A handler that fails: what is told of it, and how long it may take."""

import logging
import time
from collections.abc import Callable, Sequence
from itertools import count

import pytest
from chassis.kafka import retries
from chassis.kafka.handlers import Handler, hears
from chassis.observability.logs import Lines
from chassis.process.testing import Running, record, running_as_it_is
from chassis.work import Work
from contracts.event import Event
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from toy import Put, Toy

from .delivering import put
from .doorway import door_before

CANARY = "Jan Kanarie, 06 12345678"
TWICE = text("INSERT INTO pots VALUES (:pot, 1, 1), (:pot, 2, 2)")


class Failing(Toy):
    """A toy whose handler always fails, as `how` says."""

    def __init__(self, how: str, first: Callable[[], None] = lambda: None) -> None:
        self._how, self._first = how, first
        super().__init__()

    def _handler(self) -> Handler:
        @hears(self.put)
        async def fail(puts: Sequence[Put], work: Work) -> Sequence[Event]:
            self._first()
            if self._how == "statement":
                await work.db.execute(TWICE, {"pot": puts[0].pot})
            raise ValueError(puts[0].pot)

        return fail


@pytest.mark.parametrize("how", ["exception", "statement"])
async def test_what_is_told_of_a_failing_handler_are_classes_and_places(
    toy_database: str, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A message of an exception may hold what was sent; PostgreSQL's hold keys that are taken."""
    toy = Failing(how)
    caplog.set_level(logging.DEBUG)
    async with running_as_it_is(toy.service, toy_database) as app:
        await app.take(record(toy.put.topic, put(toy, CANARY)[0], key=b"a key"))
        said = [*await _of(app, "error::text"), *await _of(app, "headers::text", "outbox")]
    lines = [Lines().format(line) for line in caplog.records if line.name.startswith("chassis")]
    assert any("set aside" in line for line in lines)
    assert len(said) == 2
    assert [one for one in (*lines, *said) if "Kanarie" in one or "12345678" in one] == []


async def test_a_database_that_goes_away_among_failing_records_is_waited_for_once(
    toy_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trap 31: longer between polls than `max_poll_interval_ms`, and the group goes on without."""
    monkeypatch.setattr(retries, "PATIENCE", 3)
    async with door_before(toy_database) as (door, address):
        calls = count(1)
        toy = Failing("exception", lambda: door.shut() if next(calls) == 2 else None)
        async with running_as_it_is(toy.service, address) as app:
            started = time.monotonic()
            with pytest.raises((OSError, DBAPIError)):
                await app.take(record(toy.put.topic, put(toy, "a")[0], key=b"a"))
            assert time.monotonic() - started < 2.5 * retries.PATIENCE
    assert next(calls) == 3


async def _of(app: Running, column: str, table: str = "dead_letters") -> list[str]:
    async with app.begin() as work:
        return [row[0] for row in await work.db.execute(text(f"SELECT {column} FROM {table}"))]  # noqa: S608 # ours
