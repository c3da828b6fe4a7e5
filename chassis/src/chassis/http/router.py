"""What an endpoint stands on: one request is one transaction."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from enum import Enum
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Request

from chassis.http.idempotency import Idempotent, first_time
from chassis.observability.health import Health
from chassis.observability.metrics import Telemetry
from chassis.observability.traces import current_traceparent
from chassis.settings import ChassisSettings
from chassis.work import Work


class Process(Protocol):
    """What the HTTP face needs of the process it runs in."""

    telemetry: Telemetry
    health: Health

    @property
    def settings(self) -> ChassisSettings: ...

    def begin(self, traceparent: str | None = None) -> AbstractAsyncContextManager[Work]: ...


async def begin(request: Request) -> AsyncIterator[Work]:
    process: Process = request.app.state.process
    async with process.begin(current_traceparent()) as work:
        await first_time(request, work.db)
        yield work


# "function": committed when the endpoint returns, before any byte of the answer is sent.
Begin = Annotated[Work, Depends(begin, scope="function")]


class Router(APIRouter):
    """Of a service: every command of it may come with an `Idempotency-Key`."""

    def __init__(self, *, prefix: str = "", tags: list[str | Enum] | None = None) -> None:
        super().__init__(prefix=prefix, tags=tags, route_class=Idempotent)
