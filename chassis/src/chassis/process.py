"""One process of a service: its API, consumers, relay and clocks together, or some of them."""

import asyncio
import gc
import logging
import signal
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, contextmanager, suppress

import uvicorn
import uvloop
from sqlalchemy import text

from chassis import housekeeping
from chassis.application import application
from chassis.consumer import Consumer
from chassis.database import create_engine, create_single, disposing
from chassis.health import Pulse
from chassis.logs import configure_logging
from chassis.relay import Relay
from chassis.ringing import Ringing
from chassis.runtime import Runtime
from chassis.service import Service
from chassis.settings import ChassisSettings
from chassis.taking import Taking

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
        _spare_the_collector()
        await asyncio.wait([waiting, *running], return_when=asyncio.FIRST_COMPLETED)
        await _end(running)
        waiting.cancel()


def _spare_the_collector() -> None:
    """What was imported lives as long as the process: going through it again and again costs half
    of a busy handler's time (`python -m bench budget`)."""
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _runtime(service: Service, settings: ChassisSettings) -> AsyncIterator[Runtime]:
    engine = create_engine(settings.database_url.get_secret_value(), service.name)
    async with disposing(engine):
        runtime = Runtime(service, settings, engine)
        runtime.health.check("database", lambda: _ping(runtime))
        yield runtime


def _chosen(service: Service, parts: Sequence[str]) -> Mapping[str, Start]:
    """In the order in which they are to end: the relay last, so that it takes what is left."""
    own = {part.name: _own(part.name, part.run) for part in service.parts}
    known: dict[str, Start] = {
        "api": _api,
        "consumers": _consumers,
        "clocks": _clocks,
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


async def _api(runtime: Runtime) -> None:
    settings = runtime.settings
    server = Server(
        uvicorn.Config(
            application(runtime),
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


async def _consumers(runtime: Runtime) -> None:
    service, settings = runtime.service, runtime.settings
    pulse, telemetry = runtime.health.part("consumers"), runtime.telemetry
    taking = Taking(
        runtime.begin, service.reader, settings.consecutive_dead_letters_cap, pulse, telemetry
    )
    consumer = Consumer(
        settings.kafka, service.name, service.topics, settings.batch_size, taking, pulse, telemetry
    )
    runtime.health.check("consumers", consumer.check)
    await consumer.run()


async def _relay(runtime: Runtime) -> None:
    settings = runtime.settings
    url = settings.database_url.get_secret_value()
    async with disposing(create_single(url, f"{runtime.service.name}-relay")) as engine:
        relay = Relay(
            engine,
            settings.kafka,
            settings.relay_batch,
            runtime.news,
            runtime.health.part("relay"),
            runtime.telemetry,
        )
        await asyncio.gather(relay.run(), housekeeping.run(runtime))


async def _clocks(runtime: Runtime) -> None:
    pulse = runtime.health.part("clocks")
    await Ringing(runtime.begin, runtime.service.alarms, pulse, runtime.telemetry).run()


def _own(name: str, run_part: Callable[[Runtime, Pulse], Awaitable[None]]) -> Start:
    async def start(runtime: Runtime) -> None:
        await run_part(runtime, runtime.health.part(name))

    return start
