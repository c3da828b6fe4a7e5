"""A clock rings once when it is due, and never when it was stopped before."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from chassis.clocks.alarms import Alarm, rings
from chassis.clocks.runner import ClockRunner
from chassis.process.testing import Running, running_as_it_is
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event
from sqlalchemy import text
from toy import Toy

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


class Bell:
    """What rang, and how it is to go wrong."""

    def __init__(self, toy: Toy) -> None:
        self.toy = toy
        self.rung: list[UUID] = []
        self.broken: set[UUID] = set()
        self.again_at: datetime | None = None
        self.cancelled_by: Running | None = None
        self.cancels_itself = False
        self.under_way = asyncio.Event()
        self.held: asyncio.Event | None = None

    def alarm(self) -> Alarm:
        @rings("bell")
        async def ring(clocks: Sequence[Clock], work: Work) -> Sequence[Event]:
            if self.broken & {clock.subject for clock in clocks}:
                raise ArithmeticError
            if self.cancelled_by is not None:
                async with self.cancelled_by.begin() as other:
                    await other.clocks.cancel([("bell", clock.subject) for clock in clocks])
            if self.cancels_itself:
                await work.clocks.change(clocks, ())
            if self.again_at is not None:
                await work.clocks.start([replace(clock, due_at=self.again_at) for clock in clocks])
            self.rung += [clock.subject for clock in clocks]
            said = [self.toy.totalled(pot=str(c.subject), total=0, version=1) for c in clocks]
            self.under_way.set()
            if self.held is not None:
                work.announce(*said)
                await self.held.wait()
            return said

        return ring


@pytest.fixture
def bell(toy: Toy) -> Bell:
    return Bell(toy)


@pytest.fixture
async def app(toy: Toy, bell: Bell, toy_database: str) -> AsyncIterator[Running]:
    service = replace(toy.service, alarms=[bell.alarm()])
    async with running_as_it_is(service, toy_database) as app:
        app.now = NOW
        yield app


async def started(app: Running, due_at: datetime = LATER) -> UUID:
    subject = uuid4()
    async with app.begin() as work:
        await work.clocks.start([Clock("bell", subject, due_at)])
    return subject


async def test_a_clock_rings_when_it_is_due_and_its_alarm_may_announce(
    app: Running, bell: Bell
) -> None:
    subject = await started(app)
    await app.ring(at=LATER)
    assert bell.rung == [subject]
    assert [one.pot for one in await app.announced_of(bell.toy.totalled)] == [str(subject)]


async def test_it_does_not_ring_before(app: Running, bell: Bell) -> None:
    await started(app)
    await app.ring(at=LATER - timedelta(seconds=1))
    assert bell.rung == []


async def test_it_rings_once(app: Running, bell: Bell) -> None:
    subject = await started(app)
    await app.ring(at=LATER)
    await app.ring(at=LATER + timedelta(days=1))
    assert bell.rung == [subject]


async def test_a_cancelled_clock_does_not_ring(app: Running, bell: Bell) -> None:
    subject = await started(app)
    async with app.begin() as work:
        await work.clocks.cancel([("bell", subject)])
    await app.ring(at=LATER)
    assert bell.rung == []


async def test_a_clock_that_is_cancelled_while_it_rings_leaves_nothing_behind(
    app: Running, bell: Bell
) -> None:
    bell.cancelled_by = app
    await started(app)
    await app.ring(at=LATER)
    assert await app.announced() == []


async def test_setting_it_again_moves_it(app: Running, bell: Bell) -> None:
    subject = await started(app)
    async with app.begin() as work:
        await work.clocks.start([Clock("bell", subject, LATER + timedelta(hours=1))])
    await app.ring(at=LATER)
    assert bell.rung == []
    await app.ring(at=LATER + timedelta(hours=1))
    assert bell.rung == [subject]


async def test_an_alarm_may_set_its_own_clock_again(app: Running, bell: Bell) -> None:
    subject = await started(app)
    bell.again_at = LATER + timedelta(hours=1)
    await app.ring(at=LATER)
    bell.again_at = None
    await app.ring(at=LATER + timedelta(hours=2))
    assert bell.rung == [subject, subject]


async def test_an_alarm_may_cancel_its_own_clock_and_what_it_did_stays(
    app: Running, bell: Bell
) -> None:
    subject = await started(app)
    bell.cancels_itself = True
    await app.ring(at=LATER)
    await app.ring(at=LATER + timedelta(hours=1))
    assert bell.rung == [subject]
    assert [event.pot for event in await app.announced_of(bell.toy.totalled)] == [str(subject)]


async def test_a_change_cancels_what_ran_starts_what_is_new_and_leaves_the_rest(
    app: Running, bell: Bell
) -> None:
    stopped, moved, same = await started(app), await started(app), await started(app)
    new = uuid4()
    async with app.begin() as work:
        await work.clocks.change(
            [Clock("bell", subject, LATER) for subject in (stopped, moved, same)],
            [
                Clock("bell", moved, LATER + timedelta(hours=1)),
                Clock("bell", same, LATER),
                Clock("bell", new, LATER + timedelta(hours=2)),
            ],
        )
    await app.ring(at=LATER)
    assert bell.rung == [same]
    await app.ring(at=LATER + timedelta(hours=1))
    assert bell.rung == [same, moved]
    await app.ring(at=LATER + timedelta(hours=2))
    assert bell.rung == [same, moved, new]


async def test_one_that_fails_is_postponed_and_the_others_ring(app: Running, bell: Bell) -> None:
    good, bad = await started(app), await started(app)
    bell.broken = {bad}
    await app.ring(at=LATER)
    assert bell.rung == [good]
    async with app.begin() as work:
        (row,) = await work.db.execute(
            text("SELECT subject, due_at, ring_at, attempts FROM clocks")
        )
    assert (row.subject, row.due_at, row.attempts) == (bad, LATER, 1)
    assert row.ring_at == LATER + timedelta(seconds=5)
    bell.broken = set()
    await app.ring(at=LATER + timedelta(seconds=5))
    assert bell.rung == [good, bad]


def clock_runner(app: Running) -> ClockRunner:
    """As a process of its own does it."""
    runtime = app.runtime
    pulse = runtime.health.part("clocks")
    return ClockRunner(runtime.begin, app.service.alarms, pulse, runtime.telemetry)


async def test_of_two_processes_of_which_one_dies_while_it_rings_the_other_rings_once(
    app: Running, bell: Bell, toy: Toy, toy_database: str
) -> None:
    """The one dies after its alarm did its work, before that is kept."""
    subject = await started(app)
    bell.held = asyncio.Event()
    dying = asyncio.create_task(app.ring(at=LATER))
    await bell.under_way.wait()
    async with running_as_it_is(app.service, toy_database) as other:
        other.now = LATER
        await clock_runner(other).ring_due()
        assert bell.rung == [subject], "one at a time"
        dying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await dying
        bell.held = None
        await other.ring(at=LATER)
        await other.ring(at=LATER + timedelta(days=1))
        said = [one.pot for one in await other.announced_of(toy.totalled)]
    assert said == [str(subject)]
