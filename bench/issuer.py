"""An issuer of tokens: shows its key to whoever asks, over a socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from chassis.process.testing import AUDIENCE, ISSUER, KEY_ID
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm
from local_runtime.ports import HOST


@dataclass(frozen=True)
class Issuer:
    key: Ed25519PrivateKey
    port: int

    def told_to(self, service: str) -> dict[str, str]:
        """How the service knows its tokens."""
        told = {
            "JWKS_URL": f"http://{HOST}:{self.port}/jwks",
            "TOKEN_ISSUER": ISSUER,
            "TOKEN_AUDIENCE": AUDIENCE,
        }
        return {f"{service.upper()}_{name}": value for name, value in told.items()}


@asynccontextmanager
async def issuing() -> AsyncIterator[Issuer]:
    key = Ed25519PrivateKey.generate()
    jwk = OKPAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": KEY_ID, "alg": "EdDSA"}
    body = json.dumps({"keys": [jwk]}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
        writer.close()

    server = await asyncio.start_server(answer, HOST)
    async with server:
        yield Issuer(key, server.sockets[0].getsockname()[1])
