"""Handovers: who was asked, where it stands, whose turn it is and why."""

from typing import Annotated
from uuid import UUID

from chassis.http.router import Begin, Router
from fastapi import Query, Response

from routing.case.states import State
from routing.handovers.api.schemas import HandoverView, views
from routing.handovers.repository.reader import HandoverReader, visible_handover
from routing.shared.http import Reading
from routing.shared.pagination import Paged
from routing.shared.scope import scope_of

router = Router(prefix="/handovers", tags=["handovers"])


@router.get("", summary="The handovers that concern you, the latest first")
async def list_handovers(
    caller: Reading, page: Paged, work: Begin, state: Annotated[State | None, Query()] = None
) -> list[HandoverView]:
    reader = HandoverReader(work.db, scope_of(caller))
    return await views(await reader.handovers(state, page), reader, work)


@router.get("/{handover_id}", summary="A handover")
async def get_handover(
    handover_id: UUID, caller: Reading, work: Begin, response: Response
) -> HandoverView:
    reader = HandoverReader(work.db, scope_of(caller))
    [view] = await views([await visible_handover(handover_id, reader)], reader, work)
    response.headers["ETag"] = f'"{view.version}"'
    return view
