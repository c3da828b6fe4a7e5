"""Providers in two municipalities of one region, who may help each other."""

from typing import Any
from uuid import UUID

import httpx
from chassis.process.testing import Running
from contracts.intake import QuestionReceived
from routing_people import as_coordinator, as_partner, see
from routing_town import TOWN, received
from routing_voices import COUNCIL, OFFICE, gather

NEIGHBOUR, FAR_AWAY = "GM0642", "GM0014"
CLUB, ENTREPRENEUR, OTHER = (UUID(int=n) for n in range(201, 204))
PROFILE = {"region": "zuid_holland", "size": "medium", "urbanity": 2, "social_diversity": 3}


async def profile(app: Running, code: str, **others: Any) -> httpx.Response:
    path, headers = f"/v1/municipalities/{code}/context-profile", app.token("administrator")
    return await app.client.put(path, json=PROFILE | others, headers=headers)


async def region(app: Running) -> None:
    await gather(app)
    for code in (TOWN, NEIGHBOUR):
        assert (await profile(app, code)).status_code in {200, 201}
    await profile(app, FAR_AWAY, region="groningen")


def of_club(**others: Any) -> QuestionReceived:
    return received(**{"provider_id": CLUB, "received_by_organisation_id": COUNCIL, **others})


def of_entrepreneur(**others: Any) -> QuestionReceived:
    asked = {"provider_id": ENTREPRENEUR, "provider_kind": "entrepreneur"}
    return received(**{**asked, "received_by_organisation_id": OFFICE, **others})


async def suggestions(app: Running, code: str = TOWN) -> list[Any]:
    path = f"peer-suggestions?municipalityCode={code}"
    found: list[Any] = (await see(app, path, as_coordinator(app))).json()
    return found


async def propose(app: Running, first: UUID, second: UUID, *places: str) -> httpx.Response:
    body = {"first_id": str(first), "second_id": str(second)}
    headers = as_coordinator(app, *places)
    return await app.client.post("/v1/peer-matches", json=body, headers=headers)


async def proposed(app: Running, **others: Any) -> dict[str, Any]:
    """A club and an entrepreneur with the same question."""
    await region(app)
    questions = of_club(**others), of_entrepreneur(**others)
    await app.hear(*questions)
    first, second = (question.question_id for question in questions)
    answer = await propose(app, first, second)
    assert answer.status_code == 201, answer.text
    match: dict[str, Any] = answer.json()
    return match


async def match_of(app: Running, match: dict[str, Any], organisation: UUID) -> httpx.Response:
    return await see(app, f"peer-matches/{match['match_id']}", as_partner(app, organisation))


async def answer(
    app: Running, match: dict[str, Any], organisation: UUID, agrees: bool = True
) -> httpx.Response:
    """For the provider with whom the organisation speaks."""
    seen = (await match_of(app, match, organisation)).json()
    own = next(peer["peer_id"] for peer in seen["peers"] if peer["own"])
    body = {"peer_id": own, "agrees": agrees, "channel": "telephone"}
    path, headers = f"/v1/peer-matches/{match['match_id']}/answers", as_partner(app, organisation)
    return await app.client.post(path, json=body, headers=headers)
