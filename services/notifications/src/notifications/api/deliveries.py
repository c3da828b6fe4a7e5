"""What a receiver got, is to get, or did not take; and once more what it wants again."""

from typing import Annotated
from uuid import UUID

from chassis.http.problems import Conflict, NotFound
from chassis.http.router import Begin, Router
from fastapi import Query

from notifications.api.holders import Held, Subscriber, found
from notifications.domain.retries import State
from notifications.repository.log import DeliveryLog
from notifications.schemas import Deliveries, Notification, notification
from notifications.wake_sender import sender_has_work

router = Router(prefix="/subscriptions/{subscription_id}/deliveries", tags=["deliveries"])

Limit = Annotated[int, Query(ge=1, le=500)]
Before = Annotated[int | None, Query(ge=0, le=2**63 - 1)]


@router.get("", summary="Leveringen bekijken")
async def list_deliveries(  # what can be asked
    subscription_id: UUID,
    caller: Subscriber,
    work: Begin,
    state: State | None = None,
    before: Before = None,
    limit: Limit = 50,
) -> Deliveries:
    await found(subscription_id, caller, work)
    rows = await DeliveryLog(work.db).of_subscription(subscription_id, state, before, limit)
    return Deliveries(
        deliveries=[notification(row) for row in rows],
        before=rows[-1].position if len(rows) == limit else None,
    )


@router.post("/{delivery_id}/attempts", summary="Een levering opnieuw versturen", status_code=202)
async def send_again(delivery_id: UUID, held: Held, work: Begin) -> Notification:
    """Met hetzelfde webhook-id, zodat de ontvanger ziet dat het dezelfde is."""
    if held.state == "suspended":
        raise Conflict("suspended", "Hervat eerst het abonnement.")
    row = await DeliveryLog(work.db).send_again(held.id, delivery_id)
    if row is None:
        raise NotFound("no-such-delivery", "Deze levering is er niet.")
    sender_has_work.set()
    return notification(row)
