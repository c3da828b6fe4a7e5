"""Notifications: tells people by mail and systems by webhook what concerns them."""

from notifications.api import router
from notifications.handlers import HANDLERS, TELL
from notifications.occurrence import Telling
from notifications.sending.part import SENDER
from notifications.settings import Settings
from notifications.tables import metadata

service = Telling(
    name="notifications",
    title="Sportloket: berichten",
    version="1.0.0",
    description="Wie bericht krijgt over vragen, overdrachten en geld: per mail of per webhook.",
    settings=Settings,
    metadata=metadata,
    router=router,
    handlers=HANDLERS,
    tell=TELL,
    parts=[SENDER],
)
