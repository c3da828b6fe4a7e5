"""The HTTP face of notifications: who gets mail where, who gets webhooks, what was sent."""

from chassis.http import Router

from notifications.api.deliveries import router as deliveries
from notifications.api.mail_addresses import router as mail_addresses
from notifications.api.notifications import router as messages
from notifications.api.subscriptions import router as subscriptions

router = Router()
for part in (mail_addresses, subscriptions, deliveries, messages):
    router.include_router(part)
