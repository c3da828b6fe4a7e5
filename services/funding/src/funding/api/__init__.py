"""The HTTP face of funding; `/v1` comes before it."""

from chassis.http.router import Router

from funding.api import applications, budget_lines, descriptions, steps

router = Router()
for part in (budget_lines, applications, steps, descriptions):
    router.include_router(part.router)
