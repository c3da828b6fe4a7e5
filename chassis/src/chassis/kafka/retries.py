"""What happens to a batch when something goes wrong: wait, take one by one, set aside, or stop."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb

from aiokafka import ConsumerRecord
from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    stop_after_attempt,
    stop_after_delay,
    wait_exponential_jitter,
)

from chassis.database.engine import is_passing
from chassis.garbage_collection import no_collection
from chassis.kafka.batch import BatchResult, process_batch, set_aside
from chassis.kafka.dead_letters import BLAMELESS, DeadLetter, Reason
from chassis.kafka.records import Reader
from chassis.observability.health import Pulse
from chassis.observability.metrics import Telemetry
from chassis.work import BeginWork

TRIES = 3  # of one record, before it is set aside
PATIENCE = 120  # seconds of waiting for a database that is away, before the records are asked anew

log = logging.getLogger(__name__)


class TooManyDeadLetters(Exception):
    """So many in a row that the release is to blame, not the events."""


class BatchRunner:
    """Processes batches; after `cap` dead letters in a row it takes no more of them."""

    def __init__(
        self, begin: BeginWork, reader: Reader, cap: int, pulse: Pulse, telemetry: Telemetry
    ) -> None:
        self._begin = begin
        self._reader = reader
        self._cap = cap
        self._pulse = pulse
        self._telemetry = telemetry
        self._in_a_row = 0
        self.halted = asyncio.Event()

    async def __call__(self, records: Sequence[ConsumerRecord]) -> None:
        try:
            await self._patiently(records)
        except Exception as error:
            if is_passing(error):
                raise
            log.warning("a batch of %d is handled one by one: %s", len(records), _place_of(error))
            for record in records:
                await self._alone(record)

    async def _patiently(self, records: Sequence[ConsumerRecord]) -> None:
        """Together, for as long as it takes the database to come back."""
        waiting = AsyncRetrying(
            retry=retry_if_exception(is_passing),
            wait=wait_exponential_jitter(multiplier=0.1, max=10),
            stop=stop_after_delay(PATIENCE),
            before_sleep=lambda _: self._pulse.waiting("database"),
            reraise=True,
        )
        await waiting(self._process, records)

    async def _alone(self, record: ConsumerRecord) -> None:
        trying = AsyncRetrying(
            retry=retry_if_exception(_is_its_own),
            wait=wait_exponential_jitter(multiplier=0.01, max=0.1, jitter=0.01),
            stop=stop_after_attempt(TRIES),
            reraise=True,
        )
        try:
            await trying(self._patiently, [record])
        except TooManyDeadLetters:
            raise
        except Exception as error:
            if is_passing(error):
                raise
            await self._set_aside(DeadLetter(record, Reason.FAILED, _place_of(error)))

    async def _process(self, records: Sequence[ConsumerRecord]) -> None:
        with no_collection():
            result = await self._taken(records)
        self._report(result)

    async def _taken(self, records: Sequence[ConsumerRecord]) -> BatchResult:
        async with self._begin() as work:
            result = await process_batch(records, self._reader, work)
            in_a_row = self._counted(result)
        self._in_a_row = in_a_row
        return result

    async def _set_aside(self, letter: DeadLetter) -> None:
        result = BatchResult(aside=[letter])
        in_a_row = self._counted(result)
        async with self._begin() as work:
            await set_aside([letter], work)
        self._in_a_row = in_a_row
        self._report(result)

    def _counted(self, result: BatchResult) -> int:
        """Dead letters in a row, with these."""
        dead = sum(letter.reason not in BLAMELESS for letter in result.aside)
        in_a_row = dead if result.handled else self._in_a_row + dead
        if in_a_row > self._cap:
            self.halted.set()
            raise TooManyDeadLetters(f"{self._cap} in a row: consuming stops until a restart")
        return in_a_row

    def _report(self, result: BatchResult) -> None:
        for event_type, events in Counter(result.handled).items():
            self._telemetry.events_handled.labels(event_type, "handled").inc(events)
        for letter in result.aside:
            topic = letter.record.topic
            self._telemetry.dead_letters.labels(topic, letter.reason.value).inc()
            log.error("set aside from %s: %s: %s", topic, letter.reason.value, letter.error)


def _is_its_own(error: BaseException) -> bool:
    """Whether the record itself is to blame; what passes was waited for long enough already."""
    return not isinstance(error, TooManyDeadLetters) and not is_passing(error)


def _place_of(error: BaseException) -> str:
    """The class of an error and where it was raised; its message may hold personal data."""
    frames = extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-3:]]
    return f"{type(error).__name__} at {' < '.join(reversed(places))}"
