"""The HTTP application of a service: its routes under /v1, and those that all services have."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from chassis.http.key_set import KeySet
from chassis.http.middleware import SECURITY_HEADERS, AnswerHeaders, LastResort, RequestBodies
from chassis.http.openapi import CONTACT, PREFIX, describe
from chassis.http.problem_handlers import install
from chassis.http.rate_limits import RateLimit
from chassis.http.request_telemetry import Observed
from chassis.http.router import Process
from chassis.http.tokens import Tokens
from chassis.observability.health import health_routes
from chassis.observability.metrics import Telemetry

# FastAPI's own telemetry would record queries, client addresses and messages of exceptions.
NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, auto_configure=False)


def versioned(*routers: APIRouter) -> Sequence[BaseRoute]:
    """Their routes under `/v1`."""
    together = APIRouter()
    for router in routers:
        together.include_router(router, prefix=PREFIX, generate_unique_id_function=_name_of)
    return together.routes


def create_app(
    title: str, version: str, description: str, routes: Sequence[BaseRoute], process: Process
) -> FastAPI:
    """`routes` are those of the API, whose version is `version` (x.y.z)."""
    app = FastAPI(
        title=title,
        version=version,
        description=description,
        contact=CONTACT,
        servers=[{"url": process.settings.public_url}],
        openapi_url=None,  # `_about` has it; a page to read it would load scripts from elsewhere
        redirect_slashes=False,
        routes=list(routes),
        middleware=_middleware(version, process),
        telemetry=NO_TELEMETRY,
    )
    install(app)
    app.state.process = process
    app.state.tokens = Tokens(process.settings, KeySet(process.settings.jwks_url))
    app.state.form_rate = RateLimit(process.settings.form_rate)
    app.include_router(health_routes(process.health))
    app.include_router(_about(app, process.telemetry))
    return app


def _name_of(route: APIRoute) -> str:
    return route.name


def _middleware(version: str, process: Process) -> list[Middleware]:
    """From the outside in."""
    settings = process.settings
    return [
        Middleware(AnswerHeaders, headers={"API-Version": version, **SECURITY_HEADERS}),
        Middleware(Observed, telemetry=process.telemetry),
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
