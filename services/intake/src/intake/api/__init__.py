"""The HTTP face of intake."""

from fastapi import APIRouter

from intake.api import asking, details, questions, steps

router = APIRouter()
for part in (asking, questions, steps, details):
    router.include_router(part.router)
