"""Requests in which every field holds personal data where it does not belong."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from canaries import Canaries
from outsider import Outsider

Body = dict[str, Any]
Fill = Callable[[str], str]


async def spoil_everything(outsider: Outsider, service: str, canaries: Canaries) -> int:
    """Each operation of an OpenAPI document: path, query and body wrong; how many requests."""
    document = (await outsider.http.get(f"{outsider.url(service)}/v1/openapi.json")).json()
    sent = 0
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            where = f"{service} {method} {path}"

            def fill(part: str, where: str = where) -> str:
                return canaries.text(f"{where} {part}")

            for sent_as in _bodies(operation, document, fill):
                await _send(outsider, service, method, path, operation, sent_as, fill)
                sent += 1
    return sent


async def _send(
    outsider: Outsider,
    service: str,
    method: str,
    path: str,
    operation: Body,
    sent_as: Body,
    fill: Fill,
) -> None:
    """Once with a path that is right, so that the rest is looked at, and once with a wrong one."""
    parameters = operation.get("parameters", [])
    query = {p["name"]: fill(f"query {p['name']}") for p in parameters if p["in"] == "query"}
    query |= {"naam": fill("unknown query")}
    names = [p["name"] for p in parameters if p["in"] == "path"]
    right = {name: str(uuid4()) for name in names}
    for found in (right, {name: fill(f"path {name}") for name in names}):
        await outsider.ask(
            service,
            method,
            path.format(**found),
            sent_as.get("json"),
            params=query,
            headers=_headers(fill) | sent_as.get("headers", {}),
            **{name: sent_as[name] for name in ("data", "content") if name in sent_as},
        )


def _headers(fill: Fill) -> dict[str, str]:
    names = ("Idempotency-Key", "User-Agent", "Referer", "Cookie", "X-Request-Id", "traceparent")
    more = ("tracestate", "baggage", "X-Forwarded-For", "Accept-Language", "Origin")
    return {name: fill(f"header {name}") for name in (*names, *more)}


def _bodies(operation: Body, document: Body, fill: Fill) -> Iterator[Body]:
    """As a client sends each: JSON, a form or a table."""
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        yield {}
    for media_type, told in content.items():
        if media_type == "text/csv":
            yield {"content": fill("cell").encode(), "headers": {"Content-Type": media_type}}
            continue
        sent_as = "json" if media_type == "application/json" else "data"
        for body in _spoiled(told["schema"], document, fill, "body"):
            yield {sent_as: _plain(body) if sent_as == "data" else body}


def _plain(body: Body) -> Body:
    """A form has no members within members."""
    return {name: value for name, value in body.items() if isinstance(value, str)}


def _spoiled(schema: Body, document: Body, fill: Fill, at: str) -> Iterator[Any]:
    """One for each of the shapes that it may have; what tells shapes apart is left right."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from _spoiled(document["components"]["schemas"][name], document, fill, at)
    elif shapes := schema.get("oneOf") or ("properties" not in schema and schema.get("anyOf")):
        for shape in shapes:
            yield from _spoiled(shape, document, fill, at)
    elif "properties" in schema:
        members = {
            name: _member(of, document, fill, f"{at}.{name}")
            for name, of in schema["properties"].items()
        }
        yield {**members, "onbekend": {"naam": fill(f"{at} unknown member")}}
    elif schema.get("type") == "array":
        yield [next(_spoiled(schema["items"], document, fill, at))]
    elif schema.get("type") != "null":
        yield fill(at)


def _member(schema: Body, document: Body, fill: Fill, at: str) -> Any:
    if "const" in schema:
        return schema["const"]
    if at == "body.step" and schema.get("enum"):
        return schema["enum"][0]
    return next(_spoiled(schema, document, fill, at))
