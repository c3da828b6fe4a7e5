"""Every event stays readable under its id, and every type can be asked after (CloudEvents-NL)."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from contracts.catalogue import EVENTS
from contracts.privacy import PrivacyFact
from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import text

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import NotFound
from chassis.http.router import Begin

ONE = text("SELECT value FROM announced WHERE event_id = :event_id")

SEE_ALL: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.SERVICE})

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
    """For who sees the whole municipality, and for the organisations that the event names."""
    value = (await work.db.execute(ONE, {"event_id": event_id})).scalar()
    event: dict[str, Any] = json.loads(value) if value else {}
    if not value or not _may_read(caller, event):
        raise NotFound("no-such-event", "Dit bericht is er niet.")
    return event


def _may_read(caller: Caller, event: Mapping[str, Any]) -> bool:
    """As webhooks: a token that only names a municipality shows nothing of its other partners."""
    data = event.get("data", {})
    kind = EVENTS.get(event.get("type", ""))
    private = kind is not None and issubclass(kind, PrivacyFact)
    see_all = SEE_ALL - {Role.COORDINATOR} if private else SEE_ALL
    if caller.roles & see_all and caller.may_see(data.get("municipality_code", "")):
        return True
    return any(caller.speaks_for(each) for each in _organisations_in(data))


def _organisations_in(data: Mapping[str, Any]) -> Iterator[UUID]:
    for member, value in data.items():
        if member.endswith("organisation_id") and value:
            yield UUID(value)


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
