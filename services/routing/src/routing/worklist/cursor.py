"""Where a page of the work list begins: to clients a word without a meaning."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Final
from uuid import UUID

from chassis.http.problems import BadRequest
from contracts.problems import Problem as Flaw

from routing.worklist.filter import Place, WorkListOrder

YEARS: Final = range(2000, 2200)


def cursor_of(place: Place, order: WorkListOrder) -> str:
    members = json.dumps([order, place.at.isoformat(), str(place.question_id)])
    return urlsafe_b64encode(members.encode()).decode().rstrip("=")


def place_of(cursor: str, order: WorkListOrder) -> Place:
    """BadRequest where it is not one of ours, or one of a list in another order."""
    try:
        members = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        of_order, at, question_id = members
        place = Place(datetime.fromisoformat(at), UUID(question_id))
    except (ValueError, TypeError) as error:
        raise _refusal() from error
    if of_order != order or place.at.tzinfo is None or place.at.year not in YEARS:
        raise _refusal()
    return place


def _refusal() -> BadRequest:
    flaw = Flaw(pointer="#/query/cursor", detail="Dit is geen plaats in deze lijst.")
    title = "Dit verzoek klopt niet."
    return BadRequest("no-such-place", title, "Begin opnieuw zonder cursor.", errors=[flaw])
