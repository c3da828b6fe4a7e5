"""Who gets webhooks, of what, and signed with which secret."""

from typing import Annotated
from uuid import UUID

from chassis.http.problems import Conflict
from chassis.http.router import Begin, Router
from fastapi import Depends, Response

from notifications.api.holders import Held, Subscriber, found, holder_of
from notifications.api.process_settings import ProcessSettings
from notifications.api.register_subscription import Registration, new_secret, registration
from notifications.discard_pending import discard_pending
from notifications.repository.log import DeliveryLog
from notifications.repository.subscriptions import Subscriptions
from notifications.schemas import NewSecret, NewSubscription, Subscription, subscription
from notifications.wake_sender import sender_has_work

router = Router(prefix="/subscriptions", tags=["subscriptions"])


@router.post("", summary="Abonneren op webhooks", status_code=201)
async def create_subscription(
    new: Annotated[Registration, Depends(registration)], work: Begin, response: Response
) -> NewSubscription:
    """De ontvanger moet het eerst goedvinden: wij vragen dat met OPTIONS (CloudEvents webhooks)."""
    row = await Subscriptions(work.db).add(new.values)
    response.headers["Location"] = f"/v1/subscriptions/{row.id}"
    return NewSubscription(**subscription(row).model_dump(), secret=new.values["secret"])


@router.get("", summary="Abonnementen bekijken")
async def list_subscriptions(caller: Subscriber, work: Begin) -> list[Subscription]:
    return [subscription(row) for row in await Subscriptions(work.db).of(holder_of(caller))]


@router.get("/{subscription_id}", summary="Een abonnement bekijken")
async def get_subscription(subscription_id: UUID, caller: Subscriber, work: Begin) -> Subscription:
    return subscription(await found(subscription_id, caller, work))


@router.delete("/{subscription_id}", summary="Een abonnement beëindigen", status_code=204)
async def end_subscription(held: Held, work: Begin) -> None:
    """Wat nog wachtte, wordt niet meer verstuurd."""
    await Subscriptions(work.db).end(held.id)
    await discard_pending(held.id, "subscription_ended", work)


@router.post("/{subscription_id}/secrets", summary="Een nieuw geheim maken", status_code=201)
async def create_secret(held: Held, settings: ProcessSettings, work: Begin) -> NewSecret:
    """Het oude geheim ondertekent nog een tijd mee."""
    secret = new_secret()
    until = await Subscriptions(work.db).rotate(held.id, secret, settings.secret_grace)
    return NewSecret(secret=secret, former_secret_until=until)


@router.post("/{subscription_id}/resumptions", summary="Een abonnement hervatten", status_code=201)
async def resume_subscription(held: Held, work: Begin) -> Subscription:
    """Alles wat wachtte, wordt alsnog verstuurd, in dezelfde volgorde."""
    if held.state != "suspended":
        raise Conflict("not-suspended", "Dit abonnement loopt al.")
    resumed = await Subscriptions(work.db).resume(held.id)
    await DeliveryLog(work.db).release(held.id)
    sender_has_work.set()
    return subscription(resumed)
