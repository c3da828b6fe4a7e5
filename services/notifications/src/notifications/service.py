"""Notifications: tells people by mail and systems by webhook what concerns them."""

from chassis.process.service import Service

from notifications.api import router
from notifications.handlers import plan_deliveries
from notifications.sending.part import SENDER
from notifications.settings import Settings
from notifications.tables import metadata

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
