"""What clients see of applications."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.clocks.terms import Term, due
from contracts.shapes import Code
from contracts.vocabulary import LegalForm, RejectionReason
from pydantic import BaseModel, ConfigDict

from funding.domain.application import Application
from funding.domain.life_cycle import State, Step
from funding.domain.next_action import Owner, next_action
from funding.settings import Terms


class Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ShownResult(Shown):
    """Wat er na afloop meer is, en hoeveel."""

    indicator: Code
    increase: int


class ShownNext(Shown):
    """Wie nu aan zet is, met welke stap, en tot wanneer."""

    owner: Owner
    action: Step
    by: datetime


class ShownApplication(Shown):
    """Een aanvraag; alle bedragen zijn in centen."""

    id: UUID
    budget_line_id: UUID
    municipality_code: str
    applicant_organisation_id: UUID
    provider_id: UUID | None
    question_id: UUID | None
    purpose: str
    legal_form: LegalForm
    expected_result: ShownResult | None
    requested_cents: int
    awarded_cents: int | None
    settled_cents: int | None
    within_mandate: bool
    rule_set_version: int
    state: State
    version: int
    submitted_at: datetime | None
    overdue: bool
    condition: str | None
    rejection_reason: RejectionReason | None
    payment_ordered: bool
    next: ShownNext | None = None


class ShownApplications(BaseModel):
    """Een bladzijde aanvragen, de nieuwste eerst."""

    applications: list[ShownApplication]


class ShownStep(Shown):
    """Een stap die gezet is; door welke rol en organisatie, niet door wie."""

    step: Step
    from_state: State
    to_state: State
    version: int
    role: str
    organisation_id: UUID | None
    reason: str | None
    about: dict[str, Any]
    at: datetime


class ShownSteps(BaseModel):
    """De geschiedenis van een aanvraag, de eerste stap eerst."""

    steps: list[ShownStep]


def show(application: Application, terms: Terms) -> ShownApplication:
    shown = ShownApplication.model_validate(application)
    return shown.model_copy(update={"next": _next(application, terms)})


def _next(application: Application, terms: Terms) -> ShownNext | None:
    coming = next_action(application)
    if coming is None:
        return None
    by = coming.by or due(_term(coming.action, terms), application.state_since)
    return ShownNext(owner=coming.owner, action=coming.action, by=by)


def _term(action: Step, terms: Terms) -> Term:
    term: Term = getattr(terms, action)
    return term
