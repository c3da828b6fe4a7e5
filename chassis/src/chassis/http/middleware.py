"""What every request and every answer goes through, as plain ASGI."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.http.problem_handlers import unforeseen
from chassis.http.problems import Problem, TooLarge, UnsupportedMediaType

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""NLGov REST API Design Rules, transport/security-headers."""


class AnswerHeaders:
    """On every answer, also of errors: these headers, where the answer has none of its own."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    answer.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


class LastResort:
    """Outside all handlers: the database that is away, and what nobody foresaw."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            await unforeseen(Request(scope), error)(scope, receive, send)


TABLE = "text/csv"
TAKEN = frozenset({"application/json", "application/x-www-form-urlencoded", TABLE})
"""JSON; of the pages for people, forms; of the network's files, CSV. Endpoints take one of them."""


class RequestBodies:
    """Only what endpoints take, and not too much of it, whether or not the client says how much."""

    def __init__(self, app: ASGIApp, limit: int, file_limit: int) -> None:
        self.app = app
        self._limit = limit
        self._file_limit = file_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        limit = self._file_limit if media_type == TABLE else self._limit
        if refusal := _refusal(headers, media_type, limit):
            return await refusal.answer()(scope, receive, send)
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _too_large(limit)
            return message

        return await self.app(scope, counted, send)


def _refusal(headers: Headers, media_type: str, limit: int) -> Problem | None:
    length = headers.get("content-length", "0")
    if length.isdecimal() and int(length) > limit:
        return _too_large(limit)
    has_body = length != "0" or "transfer-encoding" in headers
    if has_body and media_type not in TAKEN:
        return UnsupportedMediaType(
            "json-only", "Stuur JSON.", "Gebruik Content-Type: application/json."
        )
    return None


def _too_large(limit: int) -> TooLarge:
    return TooLarge("too-large", "Dit verzoek is te groot.", f"Het mag {limit} bytes groot zijn.")
