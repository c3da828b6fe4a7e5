"""What tests of deciding do: say how much room there is, ask, and see who was asked and why."""

from typing import Any
from uuid import UUID

import httpx
from chassis.process.testing import Running
from contracts.routing import HandoverRequested
from routing_people import as_coordinator, as_partner
from routing_register import kept, read
from routing_town import DESK, TOWN, received


async def say_room(
    app: Running, organisation: UUID, capacity: str, **others: Any
) -> httpx.Response:
    path = f"/v1/organisations/{organisation}/capacity"
    entry = {"capacity": capacity, **others}
    return await app.client.put(path, json=entry, headers=as_partner(app, organisation))


async def ask(app: Running, **of_question: Any) -> UUID | None:
    """The organisation that was asked about a new question, if one was."""
    question = received(**of_question)
    await app.hear(question)
    asked = {one.question_id: one for one in await app.announced_of(HandoverRequested)}
    found = asked.get(question.question_id)
    return None if found is None else found.to_organisation_id


async def last_asked(app: Running) -> HandoverRequested:
    return (await app.announced_of(HandoverRequested))[-1]


async def explained(app: Running) -> dict[str, Any]:
    """Of the last handover, to a coordinator."""
    handover = (await last_asked(app)).handover_id
    path = f"handovers/{handover}/explanation"
    explanation: dict[str, Any] = await read(app, path, as_coordinator(app))
    return explanation


async def passed_over(app: Running) -> dict[str, str | None]:
    """Of the last handover: why each of the others was not asked."""
    considered = (await explained(app))["considered"]
    return {one["name"]: one["passed_over"] for one in considered}


async def town_hall(app: Running) -> UUID:
    """The desk is the municipality itself."""
    entry = {"kind": "municipality", "name": "Gemeente Waardland", "municipality_codes": [TOWN]}
    await kept(app, f"organisations/{DESK}", entry)
    return DESK
