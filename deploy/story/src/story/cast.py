"""Who plays: organisations of the network (made up), and the people who act for them."""

import asyncio
from typing import Any
from uuid import UUID, uuid5

import httpx

from story.places import Places

PATIENCE = 30.0  # seconds

NETWORK = UUID("6f1d2a52-6f0d-4f6c-9a57-5d6f1a0e7c11")

HOEKSCHE_WAARD, POS_TOWN, LEUSDEN = "GM1963", "GM0513", "GM0327"

SPORTS_COUNCIL = "Sportraad Hoeksche Waard"
DELIVERY = "Hoeksche Waard Actief"
POS_OFFICE = "POS-kantoor Gouda"
SPORTS_COMPANY = "Sportbedrijf Gouda"
MUNICIPALITY = "Gemeente Gouda"
PLATFORM = "Platform Sport en Bewegen Leusden"
SLOW = "Stichting Sportsteun Leusden"
QUICK = "Lariks Sport Leusden"

ORGANISATIONS = {
    SPORTS_COUNCIL: ("sports_council", HOEKSCHE_WAARD),
    DELIVERY: ("delivery_organisation", HOEKSCHE_WAARD),
    POS_OFFICE: ("pos_office", POS_TOWN),
    SPORTS_COMPANY: ("sports_company", POS_TOWN),
    MUNICIPALITY: ("municipality", POS_TOWN),
    PLATFORM: ("platform", LEUSDEN),
    SLOW: ("service_organisation", LEUSDEN),
    QUICK: ("service_organisation", LEUSDEN),
}


def id_of(name: str) -> UUID:
    """An organisation's id: the same in every telling."""
    return uuid5(NETWORK, name)


class Cast:
    """Clients with the tokens of those who act."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._http = httpx.AsyncClient(timeout=20)

    async def close(self) -> None:
        await self._http.aclose()

    async def token(self, role: str, organisation: str | None = None) -> str:
        """From the local issuer; a real one would know these people."""
        wish: dict[str, object] = {"roles": [role], "subject": f"{role} in the story"}
        if organisation is not None:
            _, municipality = ORGANISATIONS[organisation]
            wish |= {"organisation_id": str(id_of(organisation)), "municipalities": [municipality]}
        answer = await self._http.post(f"{self.places.outside_url}/tokens", json=wish)
        return str(answer.raise_for_status().json()["access_token"])

    async def ask(
        self,
        service: str,
        method: str,
        path: str,
        body: object = None,
        *,
        role: str | None = None,
        of: str | None = None,
        key: str | None = None,
    ) -> httpx.Response:
        """A request as `role`, working for the organisation `of`; open when neither is named."""
        base = str(getattr(self.places, f"{service}_url")).rstrip("/")
        headers = {} if role is None else {"Authorization": f"Bearer {await self.token(role, of)}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        return await self._http.request(method, f"{base}/v1{path}", json=body, headers=headers)

    async def arrived(self, path: str, number: int, **query: str) -> list[dict[str, Any]]:
        """What the mailbox or the webhook receiver has, when there is so much of it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = await self._http.get(f"{self.places.outside_url}{path}", params=query)
                found: list[dict[str, Any]] = answer.raise_for_status().json()
                if len(found) >= number:
                    return found
                await asyncio.sleep(0.05)
