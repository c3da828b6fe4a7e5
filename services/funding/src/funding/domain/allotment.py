"""Who gets what of the money that is left: first come, first served."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from funding.domain.rules import WhenShort


@dataclass(frozen=True, slots=True)
class Request:
    application_id: UUID
    cents: int
    when_short: WhenShort


@dataclass(frozen=True, slots=True)
class Allotment:
    """0 cents: there was not enough left."""

    application_id: UUID
    cents: int


def allot(requests: Iterable[Request], available_cents: int) -> list[Allotment]:
    """In order of arrival; who asks more than is left gets nothing or the rest, by its rules."""
    allotments, left = [], available_cents
    for request in requests:
        short = left if request.when_short is WhenShort.THE_REST else 0
        cents = request.cents if request.cents <= left else short
        left -= cents
        allotments.append(Allotment(request.application_id, cents))
    return allotments
