"""Who plays: organisations of the network (made up), and the people who act for them."""

import asyncio
import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

import httpx

from story.places import Places

PATIENCE = 30.0  # seconds


@dataclass(frozen=True)
class Organisation:
    id: UUID
    kind: str
    municipality_codes: list[str]


def written(kind: str) -> str:
    """The demo's file of one kind of thing in the network, as an administrator keeps it."""
    return files("story").joinpath(f"network/{kind}.csv").read_text("utf-8")


NETWORK = UUID("6f1d2a52-6f0d-4f6c-9a57-5d6f1a0e7c11")

HOEKSCHE_WAARD, POS_TOWN, LEUSDEN = "GM1963", "GM0513", "GM0327"
BREDA, BUNSCHOTEN, ZWIJNDRECHT, EINDHOVEN = "GM0758", "GM0313", "GM0642", "GM0772"

SPORTS_COUNCIL = "Sportraad Hoeksche Waard"
DELIVERY = "Hoeksche Waard Actief"
POS_OFFICE = "POS-kantoor Gouda"
SPORTS_COMPANY = "Sportbedrijf Gouda"
MUNICIPALITY = "Gemeente Gouda"
UNDECIDED = "Sportplatform Gouda"
PLATFORM = "Platform Sport en Bewegen Leusden"
SLOW = "Stichting Sportsteun Leusden"
QUICK = "Lariks Sport Leusden"
CARERS = "Steunpunt Mantelzorg Leusden"
BREDA_COUNCIL = "Sportraad Breda"
BREDA_DESK = "Sportservice De Baronie"
BREDA_MUNICIPALITY = "Gemeente Breda"
BUNSCHOTEN_PLATFORM = "Sportplatform Bunschoten"
EEMLAND = "Sportservice Eemland"
BOTTER = "Beweegteam De Botter"
ZWIJNDRECHT_PLATFORM = "Sportplatform Zwijndrecht"
DRECHTOEVER = "Sportservice Drechtoever"
EINDHOVEN_COUNCIL = "Sportraad Eindhoven"
LICHTSTAD = "Lichtstad Sportsteun"

ORGANISATIONS: Final = {
    row["name"]: Organisation(
        UUID(row["organisation_id"]), row["kind"], row["municipality_codes"].split()
    )
    for row in csv.DictReader(written("organisations").splitlines(), delimiter=";")
}
"""By name; all that the demo's file lists, and the story tells of most of them."""


def id_of(name: str) -> UUID:
    """An organisation's id: the same in every telling."""
    return ORGANISATIONS[name].id


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
            known = ORGANISATIONS[organisation]
            wish |= {"organisation_id": str(known.id), "municipalities": known.municipality_codes}
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
        """A request as `role`, working for the organisation `of`; open when neither is named.

        A `body` of text is a CSV file.
        """
        base = str(getattr(self.places, f"{service}_url")).rstrip("/")
        headers = {} if role is None else {"Authorization": f"Bearer {await self.token(role, of)}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        sent: dict[str, Any] = {"json": body}
        if isinstance(body, str):
            headers["Content-Type"] = "text/csv; charset=utf-8"
            sent = {"content": body.encode()}
        return await self._http.request(method, f"{base}/v1{path}", headers=headers, **sent)

    async def open(self, link: str, **form: str) -> httpx.Response:
        """A page that somebody opens by a link; with what they fill in, when they send its form."""
        return await self._http.request(
            "POST" if form else "GET",
            link,
            data=form or None,
            headers={"Accept": "text/html"},
            follow_redirects=True,
        )

    async def arrived(self, path: str, number: int, **query: str) -> list[dict[str, Any]]:
        """What the mailbox or the webhook receiver has, when there is so much of it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = await self._http.get(f"{self.places.outside_url}{path}", params=query)
                found: list[dict[str, Any]] = answer.raise_for_status().json()
                if len(found) >= number:
                    return found
                await asyncio.sleep(0.05)
