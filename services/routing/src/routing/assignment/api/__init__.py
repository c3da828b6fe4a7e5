"""What decides who is asked, as people say it and read it back."""

from chassis.http.router import Router

from routing.assignment.api import (
    capacity,
    capacity_requests,
    conflicts,
    explanations,
    matrices,
    rule_sets,
)
from routing.assignment.api import responsibilities as directory
from routing.handovers.api import reroutes, terms

router = Router()
for part in (
    capacity,
    capacity_requests,
    conflicts,
    directory,
    explanations,
    matrices,
    reroutes,
    rule_sets,
    terms,
):
    router.include_router(part.router)
