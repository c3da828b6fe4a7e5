"""Every request measured by its template, as a span of the trace that the client began."""

import time
from collections.abc import Iterable

from fastapi.routing import iter_route_contexts
from opentelemetry.trace import SpanKind, Status, StatusCode
from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.observability.metrics import Telemetry
from chassis.observability.traces import span

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
UNKNOWN = "unknown"
"""For paths and methods that are not ours: what a client makes up becomes no label."""


class Observed:
    """Metrics for all requests; spans for those of the API."""

    def __init__(self, app: ASGIApp, telemetry: Telemetry) -> None:
        self.app = app
        self._telemetry = telemetry
        self._templates: dict[int, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        method = scope["method"] if scope["method"] in METHODS else UNKNOWN
        started = time.perf_counter()
        traceparent = Headers(scope=scope).get("traceparent")
        with span(method, SpanKind.SERVER, traceparent) as step:
            try:
                return await self.app(scope, receive, watched)
            finally:
                route = self._template(scope)
                step.update_name(f"{method} {route}")
                step.set_attributes({"http.route": route, "http.response.status_code": status})
                if status >= 500:
                    step.set_status(Status(StatusCode.ERROR))
                seconds = self._telemetry.http_requests.labels(route, method, str(status))
                seconds.observe(time.perf_counter() - started)

    def _template(self, scope: Scope) -> str:
        if not self._templates:
            self._templates = _templates(scope["app"].routes)
        return self._templates.get(id(scope.get("route")), UNKNOWN)


def _templates(routes: Iterable[BaseRoute]) -> dict[int, str]:
    """By the identity of the route: an included one does not know the prefix it got."""
    contexts = iter_route_contexts(list(routes))
    return {id(context.original_route): context.path_format or UNKNOWN for context in contexts}
