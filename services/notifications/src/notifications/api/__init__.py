"""The HTTP face of notifications: who gets mail where, who gets webhooks, what was sent."""

from chassis.http.router import Router

from notifications.api.circulars import router as circulars
from notifications.api.deliveries import router as deliveries
from notifications.api.mail_addresses import router as mail_addresses
from notifications.api.notifications import router as messages
from notifications.api.opt_outs import router as opt_outs
from notifications.api.subscriptions import router as subscriptions
from notifications.api.support_points import router as support_points

router = Router()
for part in (
    mail_addresses,
    subscriptions,
    deliveries,
    messages,
    circulars,
    opt_outs,
    support_points,
):
    router.include_router(part)
