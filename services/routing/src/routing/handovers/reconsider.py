"""Looking again at questions that wait, when somebody has room or other agreements hold."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from uuid import UUID

from chassis.clocks.alarms import Alarm, rings
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event

from routing.assignment.capacity import ROOM_OPENS
from routing.case.repository import Cases
from routing.handovers.apply import apply, decision_context
from routing.handovers.domain.advance import retry_waiting
from routing.handovers.repository.waiting import WaitingQuestions
from routing.network.changes import NETWORK_CHANGES

MOST: Final = 500
"""Waiting questions that are placed in one transaction."""

Find = Callable[[Clock, UUID, WaitingQuestions], Awaitable[Sequence[UUID]]]


@rings(ROOM_OPENS)
async def ask_who_has_room(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Ask somebody for the questions that waited for lack of a responder."""
    return await _retry_waiting(clocks, _waiting_on, work)


@rings(NETWORK_CHANGES)
async def ask_as_agreed_now(clocks: Sequence[Clock], work: Work) -> list[Event]:
    """Ask somebody for the questions that waited in these municipalities."""
    return await _retry_waiting(clocks, _waiting_in, work)


async def _retry_waiting(clocks: Sequence[Clock], find: Find, work: Work) -> list[Event]:
    said: list[Event] = []
    questions = WaitingQuestions(work.db)
    await questions.let_others_finish()
    for clock in clocks:
        after = UUID(clock.about.get("after", str(UUID(int=0))))
        waiting = await find(clock, after, questions)
        if len(waiting) == MOST:
            about = {**clock.about, "after": str(waiting[-1])}
            await work.clocks.start([Clock(clock.kind, clock.subject, work.now, about)])
        cases = await Cases(work.db).of(waiting)
        said += await apply(cases, retry_waiting, await decision_context(cases, work), work)
    return said


async def _waiting_on(clock: Clock, after: UUID, questions: WaitingQuestions) -> Sequence[UUID]:
    return await questions.waiting_on(clock.subject, after, MOST)


async def _waiting_in(clock: Clock, after: UUID, questions: WaitingQuestions) -> Sequence[UUID]:
    return await questions.waiting_in(clock.about["code"], after, MOST)


OPENING_ALARMS: Final[Sequence[Alarm]] = (ask_who_has_room, ask_as_agreed_now)
