"""Every event stays readable under its id, and every type can be asked after (CloudEvents-NL)."""

import json
from typing import Annotated, Any

from contracts.catalogue import EVENTS
from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import text

from chassis.http.caller import Caller
from chassis.http.identity import allowed
from chassis.http.problems import NotFound
from chassis.http.router import Begin

ONE = text("SELECT value FROM announced WHERE event_id = :event_id")

router = APIRouter(tags=["events"])


class EventType(BaseModel):
    """A type of event: what it means, where it is said, and the schema of its data."""

    type: str
    topic: str
    about: str
    dataschema: dict[str, Any]


@router.get("/events/{event_id}", summary="An event as it was announced")
async def get_event(
    event_id: str, caller: Annotated[Caller, Depends(allowed())], work: Begin
) -> dict[str, Any]:
    value = (await work.db.execute(ONE, {"event_id": event_id})).scalar()
    event: dict[str, Any] = json.loads(value) if value else {}
    municipality = event.get("data", {}).get("municipality_code", "")
    if not value or not caller.may_see(municipality):
        raise NotFound("no-such-event", "Dit bericht is er niet.")
    return event


@router.get("/event-types", summary="What every type of event means")
async def list_event_types(_: Annotated[Caller, Depends(allowed())]) -> list[EventType]:
    return [
        EventType(
            type=event.type,
            topic=event.topic,
            about=event.__doc__ or "",
            dataschema=event.model_json_schema(mode="serialization"),
        )
        for event in EVENTS.values()
    ]
