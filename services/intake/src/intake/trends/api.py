"""What was asked, in numbers that are about nobody in particular (S1, P07; S2, R05 and R08)."""

from datetime import date, datetime
from typing import Annotated, Final

from chassis.clocks.calendar import Month
from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import BadRequest, Forbidden
from chassis.http.router import Begin, Router
from contracts.problems import Problem as Flaw
from contracts.vocabulary import ProviderKind, Theme
from fastapi import Depends, Query
from pydantic import BaseModel, Field

from intake.shared.municipalities import code_at
from intake.shared.schemas import Municipality
from intake.trends.count import PERIODS, Dimension, Filter, Row, last_month, report

router = Router(tags=["trends"])

Reader = Annotated[
    Caller, Depends(allowed(Role.COORDINATOR, Role.PARTNER, Role.CORE_TEAM, Role.ADMINISTRATOR))
]
WrittenMonth = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2026-01"])]
MOST_MUNICIPALITIES: Final = 25
LONGEST: Final = 120  # months

EXPLANATION: Final = (
    "Wij tonen alleen getallen over vijf of meer aanbieders. Zijn het er minder, dan tellen wij "
    "ze samen met andere, of laten wij ze weg. Het aantal aanbieders is naar beneden afgerond "
    "op een vijftal. Een maand telt mee als zij voorbij is."
)
TOO_FEW: Final = "Geen getal: het gaat om te weinig aanbieders."
INCOMPLETE: Final = "Een deel is weggelaten: daar gaat het om te weinig aanbieders."


class FigureShown(BaseModel):
    """`questions` and `providers` are left out when there are too few; `note` says so."""

    theme: Theme | None = None
    municipality_code: str | None = None
    provider_kind: ProviderKind | None = None
    period: str | None = None
    questions: int | None
    providers: int | None
    """Rounded down to a multiple of five."""
    note: str | None
    reference_date: date


class TrendReport(BaseModel):
    municipality_codes: list[str]
    first_month: str
    last_month: str
    reference_date: date
    total: FigureShown | None
    """None when nothing was asked."""
    figures: list[FigureShown]
    explanation: str


class Choice(BaseModel):
    """Which questions, of which months, and how they are told apart: two ways at most."""

    municipality_codes: Annotated[
        list[Municipality], Field(alias="municipalityCode", max_length=MOST_MUNICIPALITIES)
    ] = []
    theme: Theme | None = None
    provider_kind: ProviderKind | None = Field(None, alias="providerKind")
    first: WrittenMonth | None = Field(None, alias="from")
    last: WrittenMonth | None = Field(None, alias="until")
    by: Annotated[list[Dimension], Field(max_length=2)] = []


@router.get("/trends")
async def get_trends(
    caller: Reader, choice: Annotated[Choice, Query()], work: Begin
) -> TrendReport:
    wanted = _wanted(choice, _seen(choice, caller, work.now), work.now)
    [*total] = await report(wanted.in_one(), work)
    rows = await report(wanted, work) if wanted.by else []
    return TrendReport(
        municipality_codes=sorted(wanted.municipality_codes),
        first_month=str(wanted.first),
        last_month=str(wanted.last),
        reference_date=wanted.last.last_day,
        total=_shown(total[0]) if total else None,
        figures=[_shown(row) for row in rows],
        explanation=EXPLANATION,
    )


def _seen(choice: Choice, caller: Caller, now: datetime) -> frozenset[str]:
    """The municipalities that are asked for, or else the caller's own (S1, A05)."""
    if not all(caller.may_see(code) for code in choice.municipality_codes):
        raise Forbidden("other-municipality", "Deze gemeente hoort niet bij uw loket.")
    codes = choice.municipality_codes or caller.municipalities or ()
    found = frozenset(code_at(code, now) for code in codes)
    if not 0 < len(found) <= MOST_MUNICIPALITIES:
        detail = f"Noem 1 tot {MOST_MUNICIPALITIES} gemeenten."
        raise _refused([Flaw(pointer="#/municipalityCode", detail=detail)])
    return found


def _wanted(choice: Choice, codes: frozenset[str], now: datetime) -> Filter:
    """The last twelve months, unless told otherwise; a month that is not over does not count."""
    over = last_month(now)
    last = min(over, Month.last_of(choice.last)) if choice.last else over
    first = Month.last_of(choice.first) if choice.first else last.later(-11)
    if not last.later(1 - LONGEST) <= first <= last:
        detail = f"Kies 1 tot {LONGEST} maanden, die voorbij zijn."
        raise _refused([Flaw(pointer="#/from", detail=detail)])
    return Filter(codes, choice.theme, choice.provider_kind, first, last, tuple(choice.by))


def _refused(flaws: list[Flaw]) -> BadRequest:
    return BadRequest("no-such-report", "Dit overzicht is er niet.", errors=flaws)


def _shown(row: Row) -> FigureShown:
    figure, places = row.figure, row.places
    period = next((place for along, place in places.items() if along in PERIODS), None)
    return FigureShown.model_validate(
        {
            "theme": places.get(Dimension.THEME),
            "municipality_code": places.get(Dimension.AREA),
            "provider_kind": places.get(Dimension.PROVIDER_KIND),
            "period": period,
            "questions": figure.questions,
            "providers": figure.providers,
            "note": _note(row),
            "reference_date": row.reference_date,
        }
    )


def _note(row: Row) -> str | None:
    if row.figure.questions is None:
        return TOO_FEW
    return INCOMPLETE if row.figure.incomplete else None
