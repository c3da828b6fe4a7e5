"""The same command sent twice is done once: `Idempotency-Key` (IETF draft, and NLGov).

A key stands for one command of one caller; of who has no token, for what it sent. Its answer is
kept in the transaction of the work, so there is no moment at which one of both is there alone; a
second request with the key waits for the first one's end. An answer may hold a secret (a private
link), so it is kept under a cipher that only the sender's key opens; of the key itself a digest is
kept.
"""

import base64
import hashlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cryptography.fernet import Fernet
from fastapi import Request
from fastapi.routing import APIRoute
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.exceptions import HTTPException
from starlette.responses import Response

from chassis.http.problems import BadRequest, Conflict

HEADER: Final = "Idempotency-Key"
LONGEST: Final = 255
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
KEPT_HEADERS: Final = ("content-type", "etag", "location")

TAKE = text("""
    INSERT INTO idempotency_keys (id, digest) VALUES (:id, :digest)
    ON CONFLICT (id) DO NOTHING RETURNING id
""")
FIND = text("SELECT digest, status, headers, body FROM idempotency_keys WHERE id = :id")
KEEP = text("""
    UPDATE idempotency_keys
    SET status = :status, body = :body, headers = string_to_array(:headers, chr(10))
    WHERE id = :id
""")


class Repeated(HTTPException):
    """The command was done before: this was the answer."""

    def __init__(self, status: int, headers: Sequence[str], body: bytes) -> None:
        super().__init__(status)
        self.answer = Response(body, status, dict(line.split(": ", 1) for line in headers))


@dataclass(frozen=True, slots=True)
class Once:
    """A command that is done for the first time."""

    db: AsyncConnection
    key_id: str
    cipher: Fernet

    async def keep(self, response: Response) -> None:
        headers = [f"{n}: {response.headers[n]}" for n in KEPT_HEADERS if n in response.headers]
        await self.db.execute(
            KEEP,
            {
                "id": self.key_id,
                "status": response.status_code,
                "body": self.cipher.encrypt(bytes(response.body)),
                "headers": "\n".join(headers),
            },
        )


class Idempotent(APIRoute):
    """Keeps the answer of a command that came with a key."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def once(request: Request) -> Response:
            response = await handle(request)
            command: Once | None = getattr(request.state, "once", None)
            if command is not None:
                await command.keep(response)
            return response

        return once


async def first_time(request: Request, db: AsyncConnection) -> None:
    """Go on when the command is new; Repeated when it was done, Conflict when it was another."""
    key = request.headers.get(HEADER)
    if key is None or request.method in SAFE or _is_form(request):
        return
    if not 0 < len(key) <= LONGEST:
        detail = f"Gebruik 1 tot {LONGEST} tekens als {HEADER}."
        raise BadRequest("no-idempotency-key", "Dit verzoek klopt niet.", detail)
    digest = hashlib.sha256(await request.body()).hexdigest()
    once = Once(db, _key_id(key, request, digest), _cipher(key))
    if (await db.execute(TAKE, {"id": once.key_id, "digest": digest})).first() is None:
        await _repeat(once, digest)
    request.state.once = once


def _is_form(request: Request) -> bool:
    """Of a page: browsers send no key, and what was sent has been read by now."""
    return request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")


async def _repeat(once: Once, digest: str) -> None:
    earlier = (await once.db.execute(FIND, {"id": once.key_id})).one()
    if earlier.digest != digest:
        raise Conflict(
            "idempotency-key-used",
            "Deze sleutel is al gebruikt.",
            f"Met deze {HEADER} is eerder iets anders gestuurd.",
        )
    raise Repeated(earlier.status, earlier.headers, once.cipher.decrypt(earlier.body))


def _cipher(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"answer\n{key}".encode()).digest()))


def _key_id(key: str, request: Request, digest: str) -> str:
    """Of callers without a token nobody knows who they are: what they send tells them apart."""
    caller = getattr(request.state, "caller", None)
    who = f"{caller.subject} of {caller.organisation_id}" if caller else f"who sent {digest}"
    address = f"{request.url.path}?{request.url.query}"
    command = "\n".join((who, request.method, address, key))
    return hashlib.sha256(command.encode()).hexdigest()
