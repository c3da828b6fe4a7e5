"""What a municipality's network achieves, in figures (S1, P31), and how partners answer (P27)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from chassis.small_numbers import may_be_told, rounded_down, told
from contracts.vocabulary import ColdReason


@dataclass(frozen=True, slots=True)
class QuestionAsked:
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
    confirmed: bool = False
    """By the provider: it and who helps have spoken."""


@dataclass(frozen=True, slots=True)
class HandoverAnswer:
    """What an organisation made of a handover: `what` is a step, with its reason if it has one."""

    provider_id: UUID
    organisation_id: UUID
    what: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodEvents:
    """In one period and one municipality."""

    asked: Sequence[QuestionAsked] = ()
    completed: Sequence[Completed] = ()
    accepted: Sequence[Took] = ()
    contacted: Sequence[Took] = ()
    answers: Sequence[HandoverAnswer] = ()


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
    warm_confirmed: float | None
    """Of those, the part that was warm and of which the provider itself confirmed the contact."""
    cold_because: dict[ColdReason, int | None] = field(default_factory=dict)
    hours_to_acceptance: float | None
    hours_to_contact: float | None


def achieved(happened: PeriodEvents, known_providers: int) -> Achieved:
    via = [each.provider_id for each in happened.asked if each.via_platform]
    direct = [each.provider_id for each in happened.asked if not each.via_platform]
    warm = [each.provider_id for each in happened.completed if not each.cold_because]
    cold = [each for each in happened.completed if each.cold_because]
    questions, providers = _asked(via, direct)
    return Achieved(
        questions=questions,
        providers=providers,
        via_platform=_part(via, direct),
        coverage=_coverage(providers, known_providers),
        warm=_part(warm, [each.provider_id for each in cold]),
        warm_confirmed=_confirmed(happened.completed),
        cold_because={reason: _with(reason, cold) for reason in ColdReason},
        hours_to_acceptance=_hours(happened.accepted),
        hours_to_contact=_hours(happened.contacted),
    )


def _asked(via: Sequence[UUID], direct: Sequence[UUID]) -> tuple[int | None, int | None]:
    """Questions and providers, in the fives of which the part via a platform is told.

    Two roundings of the same number would tell it more precisely than either does.
    """
    askers = {*via, *direct}
    if not may_be_told(askers):
        return None, None
    parts = told({True: via, False: direct})
    inside, outside = parts[True], parts[False]
    if inside is None or outside is None:
        questions = rounded_down(len(via) + len(direct))
    else:
        questions = inside + outside
    return questions, min(rounded_down(len(askers)), questions)


def _confirmed(completed: Sequence[Completed]) -> float | None:
    """Withheld too where what is left of the warm ones would be about too few."""
    proven = [each for each in completed if each.confirmed and not each.cold_because]
    ticked = [each for each in completed if not each.confirmed and not each.cold_because]
    cold = [each for each in completed if each.cold_because]
    cells = [[each.provider_id for each in some] for some in (proven, ticked, cold)]
    numbers = [number for number in told(dict(enumerate(cells))).values() if number is not None]
    if len(numbers) < len(cells) or not sum(numbers):
        return None
    return numbers[0] / sum(numbers)


Answered = tuple[UUID, str, str | None]
"""An organisation, what it did, and its reason."""


def answers_by_organisation(answers: Iterable[HandoverAnswer]) -> dict[Answered, int | None]:
    cells: dict[Answered, list[UUID]] = {}
    for each in answers:
        cells.setdefault((each.organisation_id, each.what, each.reason), []).append(
            each.provider_id
        )
    return told(cells)


def _coverage(providers: int | None, known: int) -> float | None:
    return None if providers is None or not known else min(1, providers / known)


def _part(part: Sequence[UUID], rest: Sequence[UUID]) -> float | None:
    """None too where there is nothing to take a part of."""
    fives = told({True: part, False: rest})
    inside, outside = fives[True], fives[False]
    if inside is None or outside is None or not inside + outside:
        return None
    return inside / (inside + outside)


def _with(reason: ColdReason, cold: Sequence[Completed]) -> int | None:
    cells = {
        named: [each.provider_id for each in cold if (reason in each.cold_because) is named]
        for named in (True, False)
    }
    return told(cells)[True]


def _hours(took: Sequence[Took]) -> float | None:
    """The median."""
    if not took or not may_be_told(each.provider_id for each in took):
        return None
    return median((each.ended_at - each.began_at) / timedelta(hours=1) for each in took)
