"""Notifications: tells people by mail and systems by webhook what concerns them."""

from chassis.http.router import Router
from chassis.process.service import Service

from notifications.api import (
    circulars,
    deliveries,
    mail_addresses,
    notifications,
    opt_outs,
    subscriptions,
    support_points,
)
from notifications.handlers import plan_deliveries
from notifications.sending.background_task import SENDER
from notifications.settings import Settings
from notifications.tables import metadata

router = Router()
for subject in (
    mail_addresses,
    subscriptions,
    deliveries,
    notifications,
    circulars,
    opt_outs,
    support_points,
):
    router.include_router(subject.router)

service = Service(
    name="notifications",
    title="Sportloket: berichten",
    version="1.0.0",
    description="Wie bericht krijgt over vragen, overdrachten en geld: per mail of per webhook.",
    settings=Settings,
    metadata=metadata,
    router=router,
    handlers=[plan_deliveries],
    background_tasks=[SENDER],
)
