"""Which messages there were, and what became of them; never to which address."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.router import Begin, Router
from fastapi import Depends, Query

from notifications.api.deliveries import Before, Limit
from notifications.domain.retries import Means, State
from notifications.repository.log import DeliveryLog, Filter
from notifications.schemas import Count, Log, notification

router = Router(prefix="/notifications", tags=["notifications"])

WIDELY = {Role.COORDINATOR, Role.ADMINISTRATOR, Role.SERVICE}
Reader = Annotated[Caller, Depends(allowed(*WIDELY, Role.PARTNER))]


@router.get("", summary="Berichten bekijken")
async def list_notifications(  # what can be asked
    caller: Reader,
    work: Begin,
    means: Means | None = None,
    state: State | None = None,
    event_id: Annotated[UUID | None, Query(alias="eventId")] = None,
    before: Before = None,
    limit: Limit = 50,
) -> Log:
    """Een organisatie ziet wat aan haar gericht is, een medewerker alles van zijn gemeenten."""
    widely = bool(caller.roles & WIDELY)
    seen = Filter(caller.municipalities, widely, caller.organisation_id, means, state, event_id)
    log = DeliveryLog(work.db)
    rows = await log.page(seen, before, limit)
    counts = await log.counts(seen)
    return Log(
        notifications=[notification(row) for row in rows],
        before=rows[-1].position if len(rows) == limit else None,
        counts=[Count(means=row.means, state=row.state, number=row.number) for row in counts],
    )
