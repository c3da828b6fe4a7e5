"""The HTTP face of routing."""

from chassis.http import Router

from routing.api import handovers, organisations, questions, receivers, routing_rules, steps

router = Router()
for part in (organisations, routing_rules, handovers, steps, receivers, questions):
    router.include_router(part.router)
