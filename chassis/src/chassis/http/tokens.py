"""From a bearer token (JWT) to the caller it stands for."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

import jwt
from contracts.municipalities import codes_of
from pydantic import BaseModel, Field, ValidationError

from chassis.clocks.terms import AMSTERDAM
from chassis.http.caller import Caller, Role, unauthorised
from chassis.http.key_set import KeySet
from chassis.settings import ChassisSettings

ALGORITHMS = ("RS256", "ES256", "EdDSA")
EVERYWHERE = frozenset({Role.SERVICE, Role.ADMINISTRATOR})
"""Roles that see all municipalities when their token names none."""
MUNICIPALITY = re.compile(r"GM[0-9]{4}")
LEEWAY = 10  # seconds that two clocks may differ


class Claims(BaseModel):
    """What a token says about its holder; what means nothing here is passed over."""

    sub: str = Field(min_length=1)
    roles: list[str] = []
    organisation_id: UUID | None = None
    municipalities: list[str] | None = None

    def caller(self) -> Caller:
        roles = frozenset(Role(role) for role in self.roles if role in set(Role))
        return Caller(self.sub, roles, self.organisation_id, self._municipalities(roles))

    def _municipalities(self, roles: frozenset[Role]) -> frozenset[str] | None:
        """Of one that merged, all codes by which something of it may be known."""
        if self.municipalities is not None:
            today = datetime.now(AMSTERDAM).date()
            named = filter(MUNICIPALITY.fullmatch, self.municipalities)
            return frozenset().union(*(codes_of(code, today) for code in named))
        return None if roles & EVERYWHERE else frozenset()


class Tokens:
    """Checks signature, algorithm, issuer, audience and lifetime."""

    def __init__(self, settings: ChassisSettings, keys: KeySet | None = None) -> None:
        self._keys = keys or KeySet(settings.jwks_url)
        self._issuer = settings.token_issuer
        self._audience = settings.token_audience

    async def caller(self, token: str) -> Caller:
        try:
            key = await self._keys.find(_key_id(token))
            if key is None:
                raise jwt.InvalidKeyError
            return Claims.model_validate(self._claims(token, key)).caller()
        except (jwt.PyJWTError, ValidationError) as error:
            raise unauthorised("Het token is ongeldig of verlopen.") from error

    def _claims(self, token: str, key: jwt.PyJWK) -> dict[str, Any]:
        return jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=self._issuer,
            audience=self._audience,
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )


def _key_id(token: str) -> str:
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError
    key_id: str = header.get("kid", "")
    return key_id
