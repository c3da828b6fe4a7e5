"""People of organisations who use the API of routing, as tests play them."""

from typing import Any
from uuid import UUID

import httpx
from chassis.process.testing import Running
from contracts.routing import HandoverRequested
from routing_town import FIRST, TOWN, received, rule_entry, settle

NAME = "Sjoukje Zonneveld"
ACCEPT: dict[str, Any] = {"step": "accept", "receiver": {"kind": "person", "name": NAME}}
HELPED: list[dict[str, Any]] = [
    {"step": "acknowledge"},
    ACCEPT,
    {"step": "make_contact", "introduction": "three_way_conversation"},
    {"step": "report_progress"},
    {"step": "complete", "outcome": "helped"},
]
DECLINE = {"step": "decline", "reason": "no_capacity"}


def as_partner(app: Running, organisation: UUID) -> dict[str, str]:
    return app.token("partner", organisation_id=organisation)


def as_coordinator(app: Running, *municipalities: str) -> dict[str, str]:
    return app.token("coordinator", municipalities=municipalities or [TOWN])


async def asked(app: Running, **of_rule: Any) -> HandoverRequested:
    """A question of the sports council, for which the first organisation was asked."""
    await settle(app, rule_entry(**of_rule))
    await app.hear(received())
    [requested] = await app.announced_of(HandoverRequested)
    return requested


async def take(
    app: Running, handover: UUID, step: dict[str, Any], organisation: UUID = FIRST
) -> httpx.Response:
    path, headers = f"/v1/handovers/{handover}/steps", as_partner(app, organisation)
    return await app.client.post(path, json=step, headers=headers)


async def take_all(app: Running, handover: UUID, *steps: dict[str, Any]) -> dict[str, Any]:
    for step in steps:
        answer = await take(app, handover, step)
        assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def see(app: Running, path: str, headers: dict[str, str]) -> httpx.Response:
    return await app.client.get(f"/v1/{path}", headers=headers)
