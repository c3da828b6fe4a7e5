"""A client that remembers every answer, to see what services say back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import jwt
from canaries import Canaries, Text
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from running import Sportloket

PROBLEM = "application/problem+json"


@dataclass
class Outsider:
    """With a token that holds more of its bearer than it should."""

    sportloket: Sportloket
    token: str
    answers: list[Text] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    @property
    def http(self) -> httpx.AsyncClient:
        return self.sportloket.http

    def url(self, service: str) -> str:
        return self.sportloket.url(service)

    async def ask(
        self,
        service: str,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        """Of an answer its headers are kept, and the whole of it where it is a refusal."""
        answer = await self.http.request(
            method.upper(),
            f"{self.url(service)}/v1{path}",
            json=body,
            **more,
            headers={"Authorization": f"Bearer {self.token}", **(headers or {})},
        )
        place = f"answer {answer.status_code} of {service} {method}"
        self.answers.append(Text(f"{place}, headers", str(answer.headers)))
        if answer.is_error:
            self.answers.append(Text(f"{place}, body", answer.text))
        self.statuses.append(answer.status_code)
        return answer

    async def must(self, service: str, method: str, path: str, body: object = None) -> Any:
        answer = await self.ask(service, method, path, body, headers=TRACED)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None


TRACE = "0af7651916cd43dd8448eb211c80319c"
TRACED = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
"""On every request that is to succeed, so that its spans can be waited for."""


def talkative_token(
    sportloket: Sportloket, canaries: Canaries, *, organisation_id: UUID | None, roles: list[str]
) -> str:
    """Signed by the issuer, with claims that say who it is."""
    key = load_pem_private_key((sportloket.places.data / "signing-key.pem").read_bytes(), None)
    issuer = sportloket.places.http("outside")
    usual = jwt.decode(
        sportloket.told["SPORTLOKET_TOKEN_PARTNER"], options={"verify_signature": False}
    )
    key_id = jwt.get_unverified_header(sportloket.told["SPORTLOKET_TOKEN_PARTNER"])["kid"]
    claims = {
        **usual,
        "iss": issuer,
        "sub": canaries.mail("token sub"),
        "name": canaries.name("token name"),
        "email": canaries.mail("token email"),
        "phone_number": canaries.telephone("token phone_number"),
        "roles": roles,
        "municipalities": ["GM0772", canaries.name("token municipalities")],
        **({} if organisation_id is None else {"organisation_id": str(organisation_id)}),
    }
    if organisation_id is None:
        claims.pop("organisation_id", None)
    return jwt.encode(claims, key, "RS256", headers={"kid": key_id})  # type: ignore[arg-type]
