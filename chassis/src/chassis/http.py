"""The HTTP face of a service: one request is one transaction."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from enum import Enum
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from chassis.health import Health, health_routes
from chassis.idempotency import Idempotent, first_time
from chassis.key_set import KeySet
from chassis.middleware import SECURITY_HEADERS, AnswerHeaders, LastResort, RequestBodies
from chassis.openapi import CONTACT, PREFIX, describe
from chassis.problem_handlers import install
from chassis.rate_limits import RateLimit
from chassis.request_telemetry import Observed
from chassis.settings import ChassisSettings
from chassis.telemetry import Telemetry, current_traceparent
from chassis.tokens import Tokens
from chassis.work import Work

# FastAPI's own telemetry would record queries, client addresses and messages of exceptions.
NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, auto_configure=False)


class Runtime(Protocol):
    """What the HTTP face needs of the process it runs in."""

    telemetry: Telemetry
    health: Health

    @property
    def settings(self) -> ChassisSettings: ...

    def begin(self, traceparent: str | None = None) -> AbstractAsyncContextManager[Work]: ...


async def begin(request: Request) -> AsyncIterator[Work]:
    runtime: Runtime = request.app.state.runtime
    async with runtime.begin(current_traceparent()) as work:
        await first_time(request, work.db)
        yield work


# "function": committed when the endpoint returns, before any byte of the answer is sent.
Begin = Annotated[Work, Depends(begin, scope="function")]


class Router(APIRouter):
    """Of a service: every command of it may come with an `Idempotency-Key`."""

    def __init__(self, *, prefix: str = "", tags: list[str | Enum] | None = None) -> None:
        super().__init__(prefix=prefix, tags=tags, route_class=Idempotent)


def versioned(*routers: APIRouter) -> Sequence[BaseRoute]:
    """Their routes under `/v1`."""
    together = APIRouter()
    for router in routers:
        together.include_router(router, prefix=PREFIX, generate_unique_id_function=_name_of)
    return together.routes


def create_app(
    title: str, version: str, description: str, routes: Sequence[BaseRoute], runtime: Runtime
) -> FastAPI:
    """`routes` are those of the API, whose version is `version` (x.y.z)."""
    app = FastAPI(
        title=title,
        version=version,
        description=description,
        contact=CONTACT,
        servers=[{"url": runtime.settings.public_url}],
        openapi_url=None,  # `_about` has it; a page to read it would load scripts from elsewhere
        redirect_slashes=False,
        routes=list(routes),
        middleware=_middleware(version, runtime),
        telemetry=NO_TELEMETRY,
    )
    install(app)
    app.state.runtime = runtime
    app.state.tokens = Tokens(runtime.settings, KeySet(runtime.settings.jwks_url))
    app.state.form_rate = RateLimit(runtime.settings.form_rate)
    app.include_router(health_routes(runtime.health))
    app.include_router(_about(app, runtime.telemetry))
    return app


def _name_of(route: APIRoute) -> str:
    return route.name


def _middleware(version: str, runtime: Runtime) -> list[Middleware]:
    """From the outside in."""
    settings = runtime.settings
    return [
        Middleware(AnswerHeaders, headers={"API-Version": version, **SECURITY_HEADERS}),
        Middleware(Observed, telemetry=runtime.telemetry),
        Middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["GET", "POST", "PUT", "DELETE", "PATCH"],
            allow_headers=[
                "Authorization",
                "Content-Type",
                "Idempotency-Key",
                "If-Match",
                "traceparent",
            ],
            expose_headers=["API-Version", "ETag", "Location", "Retry-After"],
        ),
        Middleware(LastResort),
        Middleware(
            RequestBodies,
            limit=settings.request_limit_bytes,
            file_limit=settings.file_limit_bytes,
        ),
    ]


def _about(app: FastAPI, telemetry: Telemetry) -> APIRouter:
    """Open to all: what the API is, and how it is doing."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{PREFIX}/openapi.json")
    async def openapi() -> Response:
        app.openapi_schema = app.openapi_schema or describe(app)
        return JSONResponse(app.openapi_schema, headers={"Access-Control-Allow-Origin": "*"})

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(telemetry.exposition(), media_type=CONTENT_TYPE_LATEST)

    return router
