"""Figures of a municipality: what its network achieves and how its partners answer."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from chassis.clocks.calendar import Quarter, quarters_between
from chassis.clocks.terms import AMSTERDAM
from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import BadRequest, NotFound
from chassis.http.router import Begin, Router
from chassis.small_numbers import told
from contracts.problems import Problem as Flaw
from contracts.shapes import Day
from contracts.vocabulary import ColdReason
from fastapi import Depends, Query
from pydantic import BaseModel

from routing.case.steps import Step
from routing.indicators.domain import PeriodEvents, achieved, answers_by_organisation
from routing.indicators.repository import Indicators
from routing.network.repository.organisations import Organisations
from routing.shared.http import MunicipalityCode

router = Router(prefix="/municipalities", tags=["indicators"])

Reader = Annotated[Caller, Depends(allowed(Role.COORDINATOR, Role.ADMINISTRATOR, Role.SERVICE))]

EXPLANATION: Final = (
    "Een kwartaal telt mee als het voorbij is. Een getal over minder dan vijf aanbieders tonen wij "
    "niet, en ook niet wat zo'n getal zou verraden: dan staat er niets. Aantallen zijn naar "
    "beneden afgerond op een vijftal, en delen zijn delen van zulke aantallen."
)
NO_QUARTER: Final = "In deze periode ligt geen heel kwartaal dat voorbij is."
OTHER_ANSWERS: Final = {Step.REQUEST: "asked", Step.ACCEPT: "accepted", Step.EXPIRE: "expired"}


class PartnerView(BaseModel):
    """How often an organisation was asked, and what it answered, in fives; null: too few."""

    organisation_id: UUID
    organisation_name: str | None
    asked: int | None = 0
    accepted: int | None = 0
    declined: dict[str, int | None]
    """By reason."""
    expired: int | None = 0


class QuarterView(BaseModel):
    """Null: about too few providers to tell, or there was nothing to tell of.

    Numbers are rounded down to fives; parts are parts of such numbers.
    """

    first_day: date
    reference_date: date
    questions: int | None
    providers: int | None
    via_platform: float | None
    """The part of the questions that came in through a platform or a sports council."""
    coverage: float | None
    """Of the providers that are known today, the part that asked something."""
    warm: float | None
    """The part of the completed handovers that was warm."""
    warm_confirmed: float | None
    """The part that was warm and of which the provider itself confirmed the contact."""
    cold_because: dict[ColdReason, int | None]
    hours_to_acceptance: float | None
    """The median, from the request on."""
    hours_to_contact: float | None
    """The median, from the acceptance on."""
    partners: list[PartnerView]


class OpenView(BaseModel):
    reference_date: date
    overdue: int | None
    on_time: int | None


class IndicatorsView(BaseModel):
    municipality_code: str
    quarters: list[QuarterView]
    open: OpenView
    explanation: str


@router.get("/{code}/indicators", summary="What the network of a municipality achieves")
async def get_indicators(
    code: MunicipalityCode,
    first: Annotated[Day, Query(alias="from")],
    until: Annotated[Day, Query()],
    caller: Reader,
    work: Begin,
) -> IndicatorsView:
    if not caller.may_see(code):
        raise NotFound("no-such-municipality", "Deze gemeente is er voor u niet.")
    today = work.now.astimezone(AMSTERDAM).date()
    quarters = list(quarters_between(first, until, today))
    if not quarters:
        flaw = Flaw(pointer="#/query/until", detail=NO_QUARTER)
        raise BadRequest("no-quarter", "Dit verzoek klopt niet.", NO_QUARTER, errors=[flaw])
    indicators = Indicators(work.db, code)
    found = await indicators.by_quarter(quarters[0].begins_at, quarters[-1].ends_at)
    known = await indicators.known_providers()
    names = await Organisations(work.db).names(_partners(found))
    open_cases = told(await indicators.open_cases(work.now))
    return IndicatorsView(
        municipality_code=code,
        quarters=[
            _quarter(each, found.get(each, PeriodEvents()), known, names) for each in quarters
        ],
        open=OpenView(reference_date=today, overdue=open_cases[True], on_time=open_cases[False]),
        explanation=EXPLANATION,
    )


def _partners(found: Mapping[Quarter, PeriodEvents]) -> set[UUID]:
    return {answer.organisation_id for happened in found.values() for answer in happened.answers}


def _quarter(
    quarter: Quarter, happened: PeriodEvents, known: int, names: Mapping[UUID, str]
) -> QuarterView:
    own = achieved(happened, known)
    figures = {name: getattr(own, name, None) for name in QuarterView.model_fields}
    days = {"first_day": quarter.first_day, "reference_date": quarter.last_day}
    return QuarterView.model_validate(
        {**figures, **days, "partners": _partner_views(happened, names)}
    )


def _partner_views(happened: PeriodEvents, names: Mapping[UUID, str]) -> list[PartnerView]:
    """Asked and answered are counted apart: an answer may come a quarter later."""
    asked = [answer for answer in happened.answers if answer.what == Step.REQUEST]
    replies = [answer for answer in happened.answers if answer.what != Step.REQUEST]
    views = {
        answer.organisation_id: PartnerView(
            organisation_id=answer.organisation_id,
            organisation_name=names.get(answer.organisation_id),
            declined={},
        )
        for answer in happened.answers
    }
    for (organisation_id, what, reason), number in {
        **answers_by_organisation(asked),
        **answers_by_organisation(replies),
    }.items():
        view = views[organisation_id]
        if what == Step.DECLINE:
            view.declined[str(reason)] = number
        else:
            setattr(view, OTHER_ANSWERS[Step(what)], number)
    return sorted(views.values(), key=lambda view: (view.organisation_name or "", view.asked or 0))
