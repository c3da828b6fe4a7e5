import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import jwt
import pytest
from chassis.http.caller import Role
from chassis.http.key_set import KeySet
from chassis.http.problems import Unauthorised, Unavailable
from chassis.http.tokens import Tokens
from cryptography.hazmat.primitives.asymmetric import ed25519
from front import Clock, Settings, front
from issuer import AUDIENCE, NAME, Issuer, issuing


@pytest.fixture(scope="module")
def shared_issuer() -> Iterator[Issuer]:
    with issuing() as issuer:
        yield issuer


@pytest.fixture
def issuer(shared_issuer: Issuer) -> Issuer:
    shared_issuer.away = False
    shared_issuer.asked = 0
    return shared_issuer


def tokens_of(issuer: Issuer, clock: Clock | None = None) -> Tokens:
    settings = Settings(
        kafka="",
        database_url="",
        jwks_url=issuer.address,
        token_issuer=NAME,
        token_audience=AUDIENCE,
    )
    return Tokens(settings, KeySet(issuer.address, clock or Clock()))


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
async def test_a_good_token_says_who_asks(issuer: Issuer, algorithm: str) -> None:
    organisation = UUID(int=7)
    token = issuer.token(
        algorithm,
        algorithm,
        roles=["partner", "gardener"],
        organisation_id=str(organisation),
        municipalities=["GM1963"],
    )
    caller = await tokens_of(issuer).caller(token)
    assert caller.subject == "somebody"
    assert caller.roles == frozenset({Role.PARTNER})
    assert caller.organisation_id == organisation
    assert caller.may_see("GM1963")
    assert not caller.may_see("GM0363")


async def test_who_names_no_municipality_sees_none_but_for_services_and_administrators(
    issuer: Issuer,
) -> None:
    sees = {
        role: (await tokens_of(issuer).caller(issuer.token(roles=[role]))).may_see("GM1963")
        for role in Role
    }
    assert [role for role, all_of_them in sees.items() if all_of_them] == [
        Role.ADMINISTRATOR,
        Role.SERVICE,
    ]


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int(time.time()) - 60},
        {"exp": None},
        {"nbf": int(time.time()) + 600},
        {"iss": "https://elsewhere.test"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"sub": None},
        {"sub": ""},
        {"organisation_id": "somewhere"},
        {"roles": "partner"},
        {"municipalities": "GM1963"},
    ],
)
async def test_a_token_with_a_claim_that_is_wrong_is_refused(
    issuer: Issuer, claims: dict[str, Any]
) -> None:
    with pytest.raises(Unauthorised):
        await tokens_of(issuer).caller(issuer.token(**claims))


async def test_a_token_that_is_not_signed_as_it_should_be_is_refused(issuer: Issuer) -> None:
    claims = {"iss": NAME, "aud": AUDIENCE, "sub": "x", "exp": int(time.time()) + 60}
    header = {"kid": "EdDSA"}
    forged = [
        jwt.encode(claims, ed25519.Ed25519PrivateKey.generate(), "EdDSA", headers=header),
        jwt.encode(claims, "s" * 32, "HS256", headers=header),
        jwt.encode(claims, "", "none", headers=header),
        jwt.encode(claims, issuer.keys["RS256"], "RS512", headers={"kid": "RS512"}),
        jwt.encode(claims, issuer.keys["EdDSA"], "EdDSA"),
        issuer.token()[:-4] + "AAAA",
        "a.b.c",
        "",
        "é",
    ]
    for token in forged:
        with pytest.raises(Unauthorised):
            await tokens_of(issuer).caller(token)


async def test_keys_are_asked_for_once_and_again_for_a_key_that_is_new(issuer: Issuer) -> None:
    clock = Clock()
    tokens = tokens_of(issuer, clock)
    await tokens.caller(issuer.token())
    issuer.keys["new"] = ed25519.Ed25519PrivateKey.generate()
    token = issuer.token(key_id="new")
    for _ in range(3):
        with pytest.raises(Unauthorised):
            await tokens.caller(token)
    assert issuer.asked == 1
    clock.now += 30
    await tokens.caller(token)
    assert issuer.asked == 2
    del issuer.keys["new"]


async def test_a_withdrawn_key_stops_counting(issuer: Issuer) -> None:
    clock = Clock()
    tokens = tokens_of(issuer, clock)
    issuer.keys["old"] = ed25519.Ed25519PrivateKey.generate()
    token = issuer.token(key_id="old")
    await tokens.caller(token)
    del issuer.keys["old"]
    await tokens.caller(token)
    clock.now += 3600
    with pytest.raises(Unauthorised):
        await tokens.caller(token)


async def test_keys_that_are_known_outlive_an_outage_of_the_issuer(issuer: Issuer) -> None:
    clock = Clock()
    tokens = tokens_of(issuer, clock)
    issuer.away = True
    with pytest.raises(Unavailable):
        await tokens.caller(issuer.token())
    issuer.away, clock.now = False, 1
    await tokens.caller(issuer.token())
    issuer.away, clock.now = True, 7200
    await tokens.caller(issuer.token())


async def test_no_keys_at_all_is_no_fault_of_the_client() -> None:
    unreachable = Issuer(address="http://127.0.0.1:1/jwks")
    with issuing() as issuer, pytest.raises(Unavailable) as refused:
        await tokens_of(unreachable).caller(issuer.token())
    assert refused.value.headers is not None
    assert "Retry-After" in refused.value.headers


async def test_without_a_good_token_the_answer_says_what_to_bring() -> None:
    async with front() as running:
        for header in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
            answer = await running.client.get("/v1/mine", headers=header)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.headers["content-type"] == "application/problem+json"


async def test_the_wrong_role_is_told_which_one_it_takes() -> None:
    async with front() as running:
        answer = await running.client.get("/v1/mine", headers=running.token("partner"))
        right = await running.client.get("/v1/mine", headers=running.token("coordinator"))
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Nodige rol: coordinator."
    assert right.status_code == 200


async def test_what_is_open_takes_no_token_or_a_good_one() -> None:
    async with front() as running:
        post = running.client.post
        nobody = await post("/v1/form")
        somebody = await post("/v1/form", headers=running.token("partner", subject="me"))
        forger = await post("/v1/form", headers={"Authorization": "Bearer x.y.z"})
    assert nobody.json() == {"subject": None}
    assert somebody.json() == {"subject": "me"}
    assert forger.status_code == 401
