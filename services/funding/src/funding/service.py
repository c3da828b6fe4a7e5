"""Funding: allots budgets to applications, and says what was decided."""

from chassis.process.service import Service

from funding.alarms import end_decision_terms, end_supplement_terms
from funding.api import router
from funding.erasure import forget
from funding.handlers import allot_budget
from funding.reconciliation import reconciliation
from funding.settings import Settings
from funding.tables import metadata

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
