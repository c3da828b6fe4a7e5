import time
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from outside.clients import asked_by_client
from outside.settings import Settings
from outside.signing import SigningKey


class Wish(BaseModel):
    """Who the token is to stand for; a lifetime below zero gives a token that has ended."""

    roles: Annotated[list[str], Field(min_length=1)]
    organisation_id: UUID | None = None
    municipalities: list[str] | None = None
    subject: str = Field(default_factory=lambda: str(uuid4()))
    lifetime_seconds: int = 3600


class Token(BaseModel):
    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - the word of RFC 6750
    expires_in: int


class TokenIssuer:
    """Gives any token to anyone who asks."""

    def __init__(self, settings: Settings, key: SigningKey) -> None:
        self._settings = settings
        self._key = key

    def routes(self) -> APIRouter:
        router = APIRouter(tags=["tokens"])
        router.add_api_route("/jwks", self.public_keys, methods=["GET"])
        router.add_api_route("/tokens", self.issue, methods=["POST"])
        router.add_api_route("/token", self.issue_to_client, methods=["POST"])
        return router

    async def public_keys(self) -> dict[str, list[dict[str, Any]]]:
        return {"keys": [self._key.public]}

    async def issue(self, wish: Wish) -> Token:
        now = int(time.time())
        claims = {
            "iss": self._settings.issuer,
            "aud": self._settings.audience,
            "sub": wish.subject,
            "iat": now,
            "exp": now + wish.lifetime_seconds,
            "jti": str(uuid4()),
            "roles": wish.roles,
        }
        if wish.organisation_id is not None:
            claims["organisation_id"] = str(wish.organisation_id)
        if wish.municipalities is not None:
            claims["municipalities"] = wish.municipalities
        return Token(access_token=self._key.sign(claims), expires_in=wish.lifetime_seconds)

    async def issue_to_client(self, request: Request) -> Response:
        """OAuth 2 client credentials (RFC 6749, 4.4); every name and secret is good."""
        grant_type, name, secret = await asked_by_client(request)
        if grant_type != "client_credentials":
            return JSONResponse({"error": "unsupported_grant_type"}, 400)
        if not name or not secret:
            return JSONResponse({"error": "invalid_client"}, 401)
        token = await self.issue(Wish(roles=["service"], subject=name))
        return JSONResponse(token.model_dump())
