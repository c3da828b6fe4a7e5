import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm

ALGORITHM = "RS256"


class SigningKey:
    """Signs tokens, and shows the public half to whoever checks them."""

    def __init__(self, private: RSAPrivateKey) -> None:
        self._private = private
        public = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
        members = {name: public[name] for name in ("e", "kty", "n")}
        self._id = sha256(json.dumps(members, separators=(",", ":")).encode()).hexdigest()
        self.public = members | {"kid": self._id, "use": "sig", "alg": ALGORITHM}

    def sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self._private, ALGORITHM, headers={"kid": self._id})


def signing_key(file: Path | None) -> SigningKey:
    """The key in the file, made there when it is not there yet; without a file a new key."""
    if file is None:
        return SigningKey(_new_key())
    if not file.exists():
        _keep(_new_key(), file)
    private = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(private, RSAPrivateKey):
        raise TypeError(f"{file} holds no RSA key")
    return SigningKey(private)


def _new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


def _keep(private: RSAPrivateKey, file: Path) -> None:
    """Written aside and renamed, so that a start that is cut short leaves no half key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(f".{os.getpid()}")
    aside.touch(mode=0o600)
    aside.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    aside.replace(file)
