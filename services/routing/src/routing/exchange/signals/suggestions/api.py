"""Where people may see a signal, from what is asked and what was reported (S1, P09)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from chassis.clocks.calendar import Quarter
from chassis.http.router import Begin, Router
from contracts.vocabulary import PolicyDomain, Theme
from fastapi import Query
from pydantic import BaseModel

from routing.exchange.signals.domain import SignalStep
from routing.exchange.signals.parties import actor_for
from routing.exchange.signals.suggestions.repository import Asked, OpenSignals, SignalSuggestions
from routing.shared.http import Involved, MunicipalityCode

router = Router(tags=["signals"])

QuarterName = Annotated[str | None, Query(pattern=r"^20[0-9]{2}-Q[1-4]$", examples=["2026-Q4"])]


class OpenSignalsView(BaseModel):
    policy_domain: PolicyDomain | None
    signal_ids: list[UUID]


class SignalSuggestionView(BaseModel):
    theme: Theme
    questions_at_least: int
    """In fives; a theme about which fewer than five providers asked is not there."""
    providers_at_least: int
    open_signals: list[OpenSignalsView]
    """About the same, by field of policy: those that are on no agenda yet."""


class SignalSuggestionsView(BaseModel):
    municipality_code: str
    quarter: str
    reference_date: datetime
    suggestions: list[SignalSuggestionView]


@router.get("/signal-suggestions", summary="What many ask about, by theme, in a quarter")
async def list_signal_suggestions(
    municipality_code: Annotated[MunicipalityCode, Query(alias="municipalityCode")],
    caller: Involved,
    work: Begin,
    quarter: QuarterName = None,
) -> SignalSuggestionsView:
    """For whoever may cluster signals there; this quarter when none is named."""
    await actor_for(SignalStep.CLUSTER, caller, municipality_code, None, work)
    when = Quarter.named(quarter) if quarter else Quarter.at(work.now)
    suggestions = SignalSuggestions(work.db, municipality_code)
    open_signals = await suggestions.open_signals()
    return SignalSuggestionsView(
        municipality_code=municipality_code,
        quarter=str(when),
        reference_date=work.now,
        suggestions=[_view(asked, open_signals) for asked in await suggestions.asked_in(when)],
    )


def _view(asked: Asked, open_signals: list[OpenSignals]) -> SignalSuggestionView:
    return SignalSuggestionView(
        theme=asked.theme,
        questions_at_least=asked.questions,
        providers_at_least=asked.providers,
        open_signals=[
            OpenSignalsView.model_validate(signal, from_attributes=True)
            for signal in open_signals
            if signal.theme is asked.theme
        ],
    )
