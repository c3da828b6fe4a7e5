"""The HTTP face of intake."""

from chassis.http.router import Router

from intake.api import (
    asking,
    details,
    erasure,
    help_desks,
    histories,
    my_questions,
    provider_files,
    providers,
    questions,
    steps,
    themes,
    trends,
)

router = Router()
for part in (
    asking,
    questions,
    steps,
    details,
    themes,
    help_desks,
    my_questions,
    providers,
    provider_files,
    erasure,
    histories,
    trends,
):
    router.include_router(part.router)
