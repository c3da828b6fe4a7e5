"""The HTTP face of routing."""

from fastapi import APIRouter

from routing.api import handovers, organisations, questions, receivers, routing_rules, steps

router = APIRouter()
for part in (organisations, routing_rules, handovers, steps, receivers, questions):
    router.include_router(part.router)
