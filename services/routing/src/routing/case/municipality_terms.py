"""The terms of municipalities: their own, where they set them, else as everybody has them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Final

from chassis.clocks.terms import Term as Length
from chassis.clocks.terms import due
from chassis.work import Work

from routing.case.move import Due
from routing.case.municipality_terms_repository import MunicipalityTerms
from routing.case.states import Term
from routing.settings import Settings

NAMES: Final[Mapping[Term, str]] = {
    Term.ACKNOWLEDGEMENT: "acknowledge",
    Term.REPLY: "reply",
    Term.INFORMATION: "information",
    Term.CONTACT: "contact",
    Term.PROGRESS: "progress",
    Term.CANCELLATION: "cancellation",
    Term.DECISION: "decision",
    Term.PROVIDER_SILENCE: "provider_silence",
    Term.PROVIDER_CHECK: "provider_check",
}
"""What settings and municipalities call them."""


async def terms_by_municipality(codes: Collection[str], work: Work) -> dict[str, Due]:
    """By municipality, when a term that starts now ends there."""
    own = await MunicipalityTerms(work.db).of(codes)
    return {code: terms_of(work, own.get(code, {})) for code in codes}


def terms_of(work: Work, own: Mapping[str, str]) -> Due:
    """By the lengths that the municipality set itself, else by the general ones."""
    general = work.settings_of(Settings).terms.model_dump()
    lengths = {term: Length(own.get(name, general[name])) for term, name in NAMES.items()}

    @cache
    def ends(term: Term, start: datetime) -> datetime:
        return due(lengths[term], start)

    return ends
