"""The HTTP face of intake."""

from chassis.http import Router

from intake.api import asking, details, questions, steps

router = Router()
for part in (asking, questions, steps, details):
    router.include_router(part.router)
