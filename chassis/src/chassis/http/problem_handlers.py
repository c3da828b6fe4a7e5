"""Whatever goes wrong in a request becomes a problem: all flaws at once, nothing of ours."""

import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from contracts.problems import Problem as Flaw
from contracts.problems import problem_of
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from pydantic_core import ErrorDetails
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from starlette.exceptions import HTTPException
from starlette.responses import Response

from chassis.database.engine import is_passing
from chassis.http.idempotency import Repeated
from chassis.http.pages import page, wants_page
from chassis.http.problems import BadRequest, Conflict, Problem, ProblemDetails, Unavailable

log = logging.getLogger(__name__)

TITLES = {
    HTTPStatus.BAD_REQUEST: "Dit verzoek klopt niet.",
    HTTPStatus.NOT_FOUND: "Dit adres bestaat niet.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Dit kan op dit adres niet.",
}
# SQLSTATE: a value that no column can hold (text with a NUL in it), and one that is taken already.
DATA_EXCEPTION, UNIQUE_VIOLATION = "22", "23505"


def install(app: FastAPI) -> None:
    handlers: dict[type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]]
    handlers = {
        Problem: _told,
        RequestValidationError: _invalid,
        Repeated: _repeated,
        HTTPException: _refused,
    }
    app.exception_handlers.update(handlers)


def unforeseen(request: Request, error: Exception) -> Response:
    """The answer to what no code raised on purpose; the log has its class and place."""
    if problem := _from_database(error):
        log.warning("answered with %s", problem.status.value, exc_info=error)
        return _answer(request, problem.document, problem.headers)
    log.error("request failed", exc_info=error)
    document = ProblemDetails(
        type="urn:sportloket:problem:unexpected",
        title="Er ging iets mis bij ons.",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        detail="De fout is vastgelegd. Probeer het later opnieuw.",
    )
    return _answer(request, document)


def _from_database(error: Exception) -> Problem | None:
    state = _sqlstate(error)
    if state.startswith(DATA_EXCEPTION):
        return bad_request("value-refused", "Een waarde kan niet bewaard worden.")
    if state == UNIQUE_VIOLATION:
        return Conflict("exists-already", "Dit bestaat al.")
    if is_passing(error) or isinstance(error, NoFreeConnection):
        return Unavailable(
            "unavailable",
            "Het loket is even niet bereikbaar.",
            "Probeer het over een paar tellen opnieuw.",
            headers={"Retry-After": "5"},
        )
    return None


def _sqlstate(error: Exception) -> str:
    orig = error.orig if isinstance(error, DBAPIError) else None
    return getattr(orig, "sqlstate", None) or ""


def bad_request(code: str, detail: str, errors: list[Flaw] | None = None) -> BadRequest:
    return BadRequest(code, TITLES[HTTPStatus.BAD_REQUEST], detail, errors=errors or [])


def _answer(
    request: Request, problem: ProblemDetails, headers: Mapping[str, str] | None = None
) -> Response:
    """A page for a browser; for a program what RFC 9457 says."""
    if not wants_page(request):
        return problem.answer(headers)
    shown = page("chassis", "problem", status=problem.status, problem=problem)
    shown.headers.update(headers or {})
    return shown


async def _told(request: Request, problem: Problem) -> Response:
    return _answer(request, problem.document, problem.headers)


async def _repeated(_: Request, repeated: Repeated) -> Response:
    return repeated.answer


async def _invalid(request: Request, invalid: RequestValidationError) -> Response:
    flaws = [_flaw(error, invalid.body) for error in invalid.errors()]
    refused = bad_request("invalid-input", f"Aantal fouten: {len(flaws)}.", flaws)
    return _answer(request, refused.document)


def _flaw(error: ErrorDetails, body: object) -> Flaw:
    """Body: a JSON pointer into it; else `#/query/…`, `#/path/…` and so on."""
    place, *steps = error["loc"]
    if error["type"] == "json_invalid":
        steps = []
    elif place != "body":
        steps = [place, *steps]
    else:
        steps = list(in_body(steps, body))
    return problem_of({**error, "loc": tuple(steps)})


def in_body(steps: Sequence[int | str], body: object) -> Iterator[int | str]:
    """The way to a value; pydantic also names which kind of a body it took it for."""
    for number, step in enumerate(steps):
        if isinstance(body, dict) and step not in body and number < len(steps) - 1:
            continue
        yield step
        with suppress(KeyError, IndexError, TypeError):
            body = body[step]  # type: ignore[index] # what is no container ends the way


async def _refused(request: Request, refusal: HTTPException) -> Response:
    """What the framework refuses by itself: no such path, no such method, no readable body."""
    status = HTTPStatus(refusal.status_code)
    headers = dict(refusal.headers or {})
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods(request))
    document = ProblemDetails(
        type=f"urn:sportloket:problem:{status.phrase.lower().replace(' ', '-')}",
        title=TITLES.get(status, TITLES[HTTPStatus.BAD_REQUEST]),
        status=status,
        detail=TITLES.get(status, status.phrase),
    )
    return _answer(request, document, headers)


def _methods(request: Request) -> list[str]:
    """Of all endpoints at this path; the framework names those of the first one only."""
    routes = iter_route_contexts(request.app.routes)
    here = (route for route in routes if route.path_regex.match(request.url.path))
    return sorted({method for route in here for method in route.methods or ()})
