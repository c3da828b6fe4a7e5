"""The HTTP face of routing."""

from chassis.http.router import Router

from routing.api import (
    case_notes,
    cases,
    deciding,
    handovers,
    indicators,
    named_receivers,
    network,
    questions,
    receivers,
    replies,
    reply_links,
    routing_rules,
    steps,
    voices,
    worklist,
)

router = Router()
for part in (
    network,
    routing_rules,
    deciding,
    handovers,
    steps,
    receivers,
    named_receivers,
    reply_links,
    replies,
    questions,
    worklist,
    cases,
    case_notes,
    indicators,
    voices,
):
    router.include_router(part.router)
