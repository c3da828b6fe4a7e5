"""A made-up municipality in which organisations say what they hear."""

from typing import Any
from uuid import UUID

import httpx
from chassis.process.testing import Running
from routing_people import as_partner
from routing_town import TOWN

COUNCIL, DESK, CARERS, OFFICE, FEDERATION = (UUID(int=n) for n in range(101, 106))
TOGETHER = {
    COUNCIL: ("sports_council", "Sportraad Waardland", TOWN),
    DESK: ("municipality", "Gemeente Waardland", TOWN),
    CARERS: ("cross_domain", "Mantelzorg Waardland", TOWN),
    OFFICE: ("pos_office", "POS-kantoor Waardland", TOWN),
    FEDERATION: ("federation", "Bond", "GM0002"),
}
WORDS = "Besturen krijgen geen nieuwe leden. Bel Truus Appelscha."


async def gather(app: Running) -> None:
    """Register those who talk with each other."""
    for organisation, (kind, name, place) in TOGETHER.items():
        entry = {"kind": kind, "name": name, "municipality_codes": [place]}
        path, headers = f"/v1/organisations/{organisation}", app.token("administrator")
        answer = await app.client.put(path, json=entry, headers=headers)
        assert answer.status_code in {200, 201}, answer.text


async def say(
    app: Running, path: str, body: dict[str, Any], organisation: UUID, **headers: str
) -> httpx.Response:
    """A command of an organisation."""
    known = as_partner(app, organisation) | headers
    return await app.client.post(f"/v1/{path}", json=body, headers=known)


async def said_well(
    app: Running, path: str, body: dict[str, Any], organisation: UUID = COUNCIL
) -> dict[str, Any]:
    answer = await say(app, path, body, organisation)
    assert answer.status_code in {200, 201}, answer.text
    told: dict[str, Any] = answer.json()
    return told


def heard(**others: Any) -> dict[str, Any]:
    """A signal as somebody reports it."""
    return {"municipality_code": TOWN, "theme": "governance", "words": WORDS, **others}


async def reported(app: Running, **others: Any) -> dict[str, Any]:
    return await said_well(app, "signals", heard(**others))


async def clustered(app: Running, *signals: dict[str, Any]) -> dict[str, Any]:
    ids = [signal["signal_id"] for signal in signals]
    body = {"municipality_code": TOWN, "theme": "governance", "signal_ids": ids}
    return await said_well(app, "clusters", body)


def on_agenda_of(organisation: UUID) -> dict[str, str]:
    return {"step": "put_on_agenda", "organisation_id": str(organisation)}
