"""The version of a thing that a client knows: a change to a newer one is refused (412)."""

from typing import Annotated

from fastapi import Depends, Header

from chassis.http.problems import BadRequest, PreconditionFailed


def if_match(
    if_match: Annotated[
        str | None, Header(description="De versie die u kent, tussen aanhalingstekens.")
    ] = None,
) -> int | None:
    if if_match is None or if_match == "*":
        return None
    version = if_match.removeprefix("W/").strip('"')
    if not version.isdecimal() or len(version) > 9:
        raise BadRequest(
            "no-version", "Dit verzoek klopt niet.", 'Gebruik een versie, zoals If-Match: "3".'
        )
    return int(version)


KnownVersion = Annotated[int | None, Depends(if_match)]
"""What `If-Match` says; None when the client takes the thing as it is."""


def check_version(known: int | None, version: int, what_changed: str) -> None:
    """PreconditionFailed when the thing changed since; `what_changed` in Dutch, for people."""
    if known is not None and known != version:
        raise PreconditionFailed(
            "changed-since",
            "Dit is intussen veranderd.",
            f"U kent versie {known}, dit is versie {version}. {what_changed}".strip(),
            headers={"ETag": f'"{version}"'},
        )
