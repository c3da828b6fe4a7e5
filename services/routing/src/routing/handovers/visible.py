"""The handover that somebody asks for, where they may see it."""

from uuid import UUID

from chassis.http.problems import NotFound

from routing.case.handover import Handover
from routing.handovers.repository.read import HandoverReader


async def visible_handover(handover_id: UUID, reader: HandoverReader) -> Handover:
    found = await reader.handover(handover_id)
    if found is None:
        raise NotFound("no-such-handover", "Deze overdracht is er niet.")
    return found
