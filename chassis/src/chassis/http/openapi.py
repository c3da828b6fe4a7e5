"""The OpenAPI document, as the NLGov REST API Design Rules would have it."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from chassis.http.identity import Allowed, anyone
from chassis.http.problems import MEDIA_TYPE, ProblemDetails
from chassis.http.rate_limits import rate_limited
from chassis.http.versions import if_match

CONTACT = {
    "name": "Beheer Sportloket",
    "url": "https://sportloketten.example/contact",
    "email": "beheer@sportloketten.example",
}
PREFIX = "/v1"
SCHEMAS = "#/components/schemas/"
PROBLEM = {"$ref": SCHEMAS + ProblemDetails.__name__}
WORDS = {
    400: "Het verzoek klopt niet; alle fouten staan erin.",
    401: "Niet aangemeld, of het token is ongeldig.",
    403: "Deze rol mag dit niet.",
    404: "Niet gevonden.",
    409: "Deze stap kan nu niet.",
    412: "Dit is intussen veranderd.",
    413: "Het verzoek is te groot.",
    415: "Het verzoek is geen JSON.",
    429: "Te veel verzoeken.",
    503: "Even niet bereikbaar.",
}

Operation = dict[str, Any]
Calls = set[Callable[..., Any] | None]


def describe(app: FastAPI) -> dict[str, Any]:
    """Paths start after `/v1`, which the server's address ends with."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        contact=app.contact,
        servers=app.servers,
        routes=app.routes,
    )
    for path, method, calls in _operations(app):
        _complete(document["paths"][path][method], path, method, calls)
    document["paths"] = {
        path.removeprefix(PREFIX): item for path, item in document["paths"].items()
    }
    _declare_problems(document)
    _declare_version(document, app.version)
    return document


def _operations(app: FastAPI) -> Iterator[tuple[str, str, Calls]]:
    """Path, method and everything the endpoint depends on."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute) and route.include_in_schema:
            calls = set(_calls(route.dependant))
            for method in route.methods or ():
                yield str(route.path_format), method.lower(), calls


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    yield dependant.call
    for below in dependant.dependencies:
        yield from _calls(below)


def _complete(operation: Operation, path: str, method: str, calls: Calls) -> None:
    """Say which problems an operation can answer with."""
    needs_token = any(isinstance(call, Allowed) for call in calls)
    if anyone in calls and not needs_token:
        operation["security"] = [{}, *operation["security"]]
    described = {
        400: method != "get" or "parameters" in operation,
        401: anyone in calls,
        403: needs_token,
        404: "{" in path,
        409: method != "get",
        412: if_match in calls,
        413: "requestBody" in operation,
        415: "requestBody" in operation,
        429: rate_limited in calls,
        503: True,
    }
    responses = operation["responses"]
    responses.pop("422", None)
    for status in filter(described.get, described):
        responses.setdefault(str(status), {})["description"] = WORDS[status]
    for status, response in responses.items():
        if int(status) >= HTTPStatus.BAD_REQUEST:
            response["content"] = {MEDIA_TYPE: {"schema": PROBLEM}}


def _declare_problems(document: dict[str, Any]) -> None:
    schema = ProblemDetails.model_json_schema(ref_template=SCHEMAS + "{model}")
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= {**schema.pop("$defs"), ProblemDetails.__name__: schema}


def _declare_version(document: dict[str, Any], version: str) -> None:
    header = {
        "description": "De volledige versie van deze API.",
        "schema": {"type": "string", "examples": [version]},
    }
    items: Iterator[Mapping[str, Any]] = iter(document["paths"].values())
    for item in items:
        for operation in item.values():
            for response in operation["responses"].values():
                response.setdefault("headers", {})["API-Version"] = header
