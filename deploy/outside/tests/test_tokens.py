from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from outside.settings import Settings


async def checked(outside: httpx.AsyncClient, token: str, settings: Settings) -> dict[str, Any]:
    """What a service does with a token: the key by its id, then issuer, audience and expiry."""
    keys = jwt.PyJWKSet.from_dict((await outside.get("/jwks")).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(
        token,
        key,
        algorithms=["RS256"],
        audience=settings.audience,
        issuer=settings.issuer,
        options={"require": ["exp", "iat", "sub"]},
    )
    return claims


async def test_a_token_carries_what_was_wished(
    outside: httpx.AsyncClient, settings: Settings
) -> None:
    wish = {
        "roles": ["coordinator"],
        "organisation_id": str(uuid4()),
        "municipalities": ["GM1963"],
        "subject": "someone",
    }
    token = (await outside.post("/tokens", json=wish)).json()["access_token"]
    claims = await checked(outside, token, settings)
    assert wish.items() <= (claims | {"subject": claims["sub"]}).items()


async def test_what_was_not_wished_is_not_claimed(
    outside: httpx.AsyncClient, settings: Settings
) -> None:
    answer = await outside.post("/tokens", json={"roles": ["core_team"]})
    claims = await checked(outside, answer.json()["access_token"], settings)
    assert "organisation_id" not in claims
    assert "municipalities" not in claims


async def test_a_lifetime_below_zero_gives_a_token_that_has_ended(
    outside: httpx.AsyncClient, settings: Settings
) -> None:
    wish = {"roles": ["partner"], "lifetime_seconds": -60}
    token = (await outside.post("/tokens", json=wish)).json()["access_token"]
    with pytest.raises(jwt.ExpiredSignatureError):
        await checked(outside, token, settings)


async def test_a_token_without_a_role_is_refused(outside: httpx.AsyncClient) -> None:
    assert (await outside.post("/tokens", json={"roles": []})).status_code == 422


async def test_a_token_survives_a_restart(
    run_outside: Callable[[Settings], AbstractAsyncContextManager[httpx.AsyncClient]],
    settings: Settings,
) -> None:
    async with run_outside(settings) as before:
        answer = await before.post("/tokens", json={"roles": ["partner"]})
    async with run_outside(settings) as after:
        assert await checked(after, answer.json()["access_token"], settings)


async def test_only_its_owner_reads_the_key_file(
    outside: httpx.AsyncClient, settings: Settings
) -> None:
    assert settings.key_file
    assert settings.key_file.stat().st_mode & 0o777 == 0o600
    assert list(settings.key_file.parent.iterdir()) == [settings.key_file]


@pytest.mark.parametrize("by_header", [True, False])
async def test_a_client_with_credentials_becomes_a_service(
    outside: httpx.AsyncClient, settings: Settings, by_header: bool
) -> None:
    form = {"grant_type": "client_credentials"}
    credentials = {"client_id": "notifications", "client_secret": "local"}
    answer = (
        await outside.post("/token", data=form, auth=("notifications", "local"))
        if by_header
        else await outside.post("/token", data=form | credentials)
    )
    claims = await checked(outside, answer.json()["access_token"], settings)
    assert (claims["sub"], claims["roles"]) == ("notifications", ["service"])


async def test_a_client_without_credentials_is_refused(outside: httpx.AsyncClient) -> None:
    answer = await outside.post("/token", data={"grant_type": "client_credentials"})
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


async def test_another_grant_is_refused(outside: httpx.AsyncClient) -> None:
    answer = await outside.post("/token", data={"grant_type": "password"})
    assert (answer.status_code, answer.json()) == (400, {"error": "unsupported_grant_type"})
