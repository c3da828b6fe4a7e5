"""The HTTP face of funding; `/v1` comes before it."""

from fastapi import APIRouter

from funding.api import applications, budget_lines, descriptions, steps

router = APIRouter()
for part in (budget_lines, applications, steps, descriptions):
    router.include_router(part.router)
