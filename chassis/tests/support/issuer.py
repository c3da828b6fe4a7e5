"""A token issuer: keys of several kinds, published by a real HTTP server."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

NAME, AUDIENCE = "https://issuer.test", "sportloket"

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


def published(key_id: str, key: PrivateKey) -> dict[str, Any]:
    public = key.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        found = RSAAlgorithm.to_jwk(public, as_dict=True)
    elif isinstance(public, ec.EllipticCurvePublicKey):
        found = ECAlgorithm.to_jwk(public, as_dict=True)
    else:
        found = OKPAlgorithm.to_jwk(public, as_dict=True)
    algorithm = {"alg": key_id} if key_id.startswith("RS") else {}
    return {**found, **algorithm, "kid": key_id, "use": "sig"}


@dataclass
class Issuer:
    keys: dict[str, PrivateKey] = field(default_factory=dict)
    address: str = ""
    asked: int = 0
    away: bool = False

    def token(self, algorithm: str = "EdDSA", key_id: str = "EdDSA", **claims: Any) -> str:
        """A good token, but for the claims that are given; None leaves one out."""
        good = {"iss": NAME, "aud": AUDIENCE, "sub": "somebody", "exp": int(time.time()) + 60}
        said = {name: value for name, value in {**good, **claims}.items() if value is not None}
        return jwt.encode(said, self.keys[key_id], algorithm, headers={"kid": key_id})

    def publish(self) -> bytes:
        self.asked += 1
        return json.dumps({"keys": [published(*named) for named in self.keys.items()]}).encode()


def server_of(issuer: Issuer) -> ThreadingHTTPServer:
    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = issuer.publish()
            self.send_response(500 if issuer.away else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base's name
            """Nothing."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Keys)


@contextmanager
def issuing() -> Iterator[Issuer]:
    keys: dict[str, PrivateKey] = {
        "RS256": rsa.generate_private_key(65537, 2048),
        "ES256": ec.generate_private_key(ec.SECP256R1()),
        "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    }
    issuer = Issuer({**keys, "RS512": keys["RS256"]})
    with server_of(issuer) as server:
        issuer.address = f"http://127.0.0.1:{server.server_port}/jwks"
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield issuer
        server.shutdown()
        thread.join()
