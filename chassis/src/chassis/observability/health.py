"""Whether the process lives (restart it if not) and is ready (send it requests)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field

from fastapi import APIRouter
from starlette.responses import JSONResponse

SILENT_AFTER = 60.0
"""Seconds without a sign of life after which a part counts as stuck."""
ANSWER_WITHIN = 2.0

Check = Callable[[], Awaitable[object]]


@dataclass
class Pulse:
    """How one running part of the process is doing; waiting for an outage to pass is alive too."""

    clock: Callable[[], float]
    seen_at: float
    waits_for: str | None = None

    def beat(self) -> None:
        self.seen_at, self.waits_for = self.clock(), None

    def waiting(self, what: str) -> None:
        """Say it again with every try: a part that waits in silence is stuck."""
        self.beat()
        self.waits_for = what

    @property
    def state(self) -> str:
        if self.clock() - self.seen_at > SILENT_AFTER:
            return "silent"
        return f"waiting for {self.waits_for}" if self.waits_for else "ok"


@dataclass
class Health:
    """The parts that run here, and what must answer before requests make sense."""

    clock: Callable[[], float] = time.monotonic
    pulses: dict[str, Pulse] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)

    def part(self, name: str) -> Pulse:
        return self.pulses.setdefault(name, Pulse(self.clock, self.clock()))

    def check(self, name: str, check: Check) -> None:
        """Ready only when this answers in time; what it returns does not matter, an error does."""
        self.checks[name] = check

    def alive(self) -> dict[str, str]:
        return {name: pulse.state for name, pulse in self.pulses.items()}

    async def ready(self) -> dict[str, str]:
        states = await asyncio.gather(*(_state(check) for check in self.checks.values()))
        return dict(zip(self.checks, states, strict=True))


async def _state(check: Check) -> str:
    try:
        await asyncio.wait_for(check(), ANSWER_WITHIN)
    except TimeoutError:
        return "no answer"
    except Exception as error:  # noqa: BLE001 # whatever it is, it is not ready
        return type(error).__name__
    return "ok"


def health_routes(health: Health) -> APIRouter:
    """`/health/live` and `/health/ready`: 503 with the names of what fails."""
    router = APIRouter(prefix="/health", include_in_schema=False)

    async def live() -> JSONResponse:
        return _answer(health.alive(), failing={"silent"})

    async def ready() -> JSONResponse:
        return _answer(await health.ready())

    routes: dict[str, Callable[[], Coroutine[object, object, JSONResponse]]]
    routes = {"/live": live, "/ready": ready}
    for path, endpoint in routes.items():
        router.add_api_route(path, endpoint, response_model=None)
    return router


def _answer(states: dict[str, str], failing: set[str] | None = None) -> JSONResponse:
    failed = [
        name
        for name, state in states.items()
        if (state in failing if failing is not None else state != "ok")
    ]
    return JSONResponse(
        {"status": "failing" if failed else "ok", "failing": failed, "parts": states},
        503 if failed else 200,
    )
