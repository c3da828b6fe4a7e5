"""What a municipality's network achieves, in figures (S1, P31), and how partners answer (P27)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from contracts.vocabulary import ColdReason

from routing.indicators.small_numbers import may_be_told, told


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that came in."""

    provider_id: UUID
    via_platform: bool


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took about the question of a provider."""

    provider_id: UUID
    began_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Completed:
    provider_id: UUID
    cold_because: tuple[ColdReason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an organisation made of a handover: `what` is a step, with its reason if it has one."""

    provider_id: UUID
    organisation_id: UUID
    what: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """In one period and one municipality."""

    asked: Sequence[Asked] = ()
    completed: Sequence[Completed] = ()
    accepted: Sequence[Took] = ()
    contacted: Sequence[Took] = ()
    answers: Sequence[Answer] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """None: about too few providers to tell."""

    questions: int | None
    providers: int | None
    via_platform: float | None
    coverage: float | None
    """Of the providers that are known in the municipality, the part that asked something."""
    warm: float | None
    """Of the handovers that were completed."""
    cold_because: dict[ColdReason, int | None] = field(default_factory=dict)
    hours_to_acceptance: float | None
    hours_to_contact: float | None


def achieved(happened: Happened, known_providers: int) -> Achieved:
    askers = [one.provider_id for one in happened.asked]
    enough = may_be_told(askers)
    reached = len(set(askers))
    via = [one.provider_id for one in happened.asked if one.via_platform]
    direct = [one.provider_id for one in happened.asked if not one.via_platform]
    warm = [one.provider_id for one in happened.completed if not one.cold_because]
    cold = [one for one in happened.completed if one.cold_because]
    return Achieved(
        questions=len(askers) if enough else None,
        providers=reached if enough else None,
        via_platform=_part(via, direct),
        coverage=min(1, reached / known_providers) if enough and known_providers else None,
        warm=_part(warm, [one.provider_id for one in cold]),
        cold_because={reason: _with(reason, cold) for reason in ColdReason},
        hours_to_acceptance=_hours(happened.accepted),
        hours_to_contact=_hours(happened.contacted),
    )


Answered = tuple[UUID, str, str | None]
"""An organisation, what it did, and its reason."""


def answered(answers: Iterable[Answer]) -> dict[Answered, int | None]:
    cells: dict[Answered, list[UUID]] = {}
    for one in answers:
        cells.setdefault((one.organisation_id, one.what, one.reason), []).append(one.provider_id)
    return told(cells)


def _part(part: Sequence[UUID], rest: Sequence[UUID]) -> float | None:
    """None too where there is nothing to take a part of."""
    if not (part or rest) or None in told({True: part, False: rest}).values():
        return None
    return len(part) / (len(part) + len(rest))


def _with(reason: ColdReason, cold: Sequence[Completed]) -> int | None:
    cells = {
        named: [one.provider_id for one in cold if (reason in one.cold_because) is named]
        for named in (True, False)
    }
    return told(cells)[True]


def _hours(took: Sequence[Took]) -> float | None:
    """The median."""
    if not took or not may_be_told(one.provider_id for one in took):
        return None
    return median((one.ended_at - one.began_at) / timedelta(hours=1) for one in took)
