"""What decides who is asked, as people say it and read it back."""

from chassis.http.router import Router

from routing.api.deciding import (
    capacity,
    capacity_requests,
    conflicts,
    directory,
    explanations,
    matrices,
    reroutes,
    rule_sets,
    terms,
)

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
