"""Funding: allots budgets to applications, and says what was decided."""

from chassis.http.router import Router
from chassis.process.service import Service

from funding.alarms import end_decision_terms, end_supplement_terms
from funding.api import applications, budget_lines, descriptions, steps
from funding.handlers import allot_budget, forget
from funding.reconciliation import reconciliation
from funding.settings import Settings
from funding.tables import metadata

router = Router()
for subject in (budget_lines, applications, steps, descriptions):
    router.include_router(subject.router)

service = Service(
    name="funding",
    title="Sportloket: geld",
    version="1.0.0",
    description="Aanvragen voor geld, de budgetten waar het uit komt, en wat er besloten is.",
    settings=Settings,
    metadata=metadata,
    router=router,
    handlers=[allot_budget, forget],
    alarms=[end_supplement_terms, end_decision_terms],
    background_tasks=[reconciliation],
)
