"""One process of a service: its API, consumers, relay and clocks together, or some of them."""

import asyncio
import logging
import signal
from collections.abc import (
    AsyncIterator,
    Callable,
    Coroutine,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial

import uvicorn
import uvloop
from sqlalchemy import text

from chassis.clocks.runner import ClockRunner
from chassis.database.engine import create_engine, create_single, disposing
from chassis.garbage_collection import collect_and_freeze
from chassis.kafka.consumer import Consumer
from chassis.kafka.relay import Relay
from chassis.kafka.retries import BatchRunner
from chassis.observability.logs import configure_logging
from chassis.process import housekeeping
from chassis.process.application import application
from chassis.process.runtime import Runtime
from chassis.process.service import BackgroundTask, Service
from chassis.settings import ChassisSettings

GRACE = 35.0  # seconds for a part to end by itself

log = logging.getLogger(__name__)

Start = Callable[[Runtime], Coroutine[None, None, None]]


class Server(uvicorn.Server):
    """uvicorn, with the process's signals left to the process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def run(service: Service, settings: ChassisSettings, parts: Sequence[str]) -> None:
    """Run these parts until SIGTERM or SIGINT; health and metrics are there in any case."""
    configure_logging(settings.log_level)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_run(service, settings, parts))


async def _run(service: Service, settings: ChassisSettings, parts: Sequence[str]) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with _runtime(service, settings) as runtime:
        running = [
            asyncio.create_task(start(runtime), name=name)
            for name, start in _chosen(service, parts).items()
        ]
        waiting = asyncio.create_task(stop.wait(), name="stop")
        collect_and_freeze()
        await asyncio.wait([waiting, *running], return_when=asyncio.FIRST_COMPLETED)
        await _end(running)
        waiting.cancel()


@asynccontextmanager
async def _runtime(service: Service, settings: ChassisSettings) -> AsyncIterator[Runtime]:
    engine = create_engine(settings.database_url.get_secret_value(), service.name)
    async with disposing(engine):
        runtime = Runtime(service.name, settings, engine)
        runtime.health.check("database", lambda: _ping(runtime))
        yield runtime


def _chosen(service: Service, parts: Sequence[str]) -> Mapping[str, Start]:
    """In the order in which they are to end: the relay last, so that it takes what is left."""
    own = {task.name: partial(_own, task) for task in service.background_tasks}
    known: dict[str, Start] = {
        "api": partial(_api, service),
        "consumers": partial(_consumers, service),
        "clocks": partial(_clocks, service),
        **own,
        "relay": _relay,
    }
    unknown = set(parts) - set(known)
    if unknown:
        raise ValueError(
            f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(known)}"
        )
    return {
        name: start for name, start in known.items() if name == "api" or name in parts or not parts
    }


async def _end(running: Sequence[asyncio.Task[None]]) -> None:
    for task in running:
        if task.done():
            log.error("part %s ended by itself", task.get_name(), exc_info=task.exception())
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await asyncio.wait_for(task, GRACE)


async def _ping(runtime: Runtime) -> None:
    async with runtime.engine.connect() as db:
        await db.execute(text("SELECT 1"))


async def _api(service: Service, runtime: Runtime) -> None:
    settings = runtime.settings
    server = Server(
        uvicorn.Config(
            application(service, runtime),
            host=settings.http_host,
            port=settings.http_port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
        )
    )
    try:
        await server.serve()
    except asyncio.CancelledError:
        server.should_exit = True
        await server.shutdown()
        raise


async def _consumers(service: Service, runtime: Runtime) -> None:
    settings = runtime.settings
    pulse, telemetry = runtime.health.part("consumers"), runtime.telemetry
    batches = BatchRunner(
        runtime.begin, service.reader, settings.consecutive_dead_letters_cap, pulse, telemetry
    )
    consumer = Consumer(
        settings.kafka, service.name, service.topics, settings.batch_size, batches, pulse, telemetry
    )
    runtime.health.check("consumers", consumer.check)
    await consumer.run()


async def _relay(runtime: Runtime) -> None:
    settings = runtime.settings
    url = settings.database_url.get_secret_value()
    async with disposing(create_single(url, f"{runtime.service}-relay")) as engine:
        relay = Relay(
            engine,
            settings.kafka,
            settings.relay_batch,
            runtime.news,
            runtime.health.part("relay"),
            runtime.telemetry,
        )
        await asyncio.gather(relay.run(), housekeeping.run(runtime))


async def _clocks(service: Service, runtime: Runtime) -> None:
    pulse = runtime.health.part("clocks")
    await ClockRunner(runtime.begin, service.alarms, pulse, runtime.telemetry).run()


async def _own(task: BackgroundTask, runtime: Runtime) -> None:
    await task.run(runtime, runtime.health.part(task.name))
