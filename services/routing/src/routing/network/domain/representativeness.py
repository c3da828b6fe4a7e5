"""How many members there are, of which kinds, and whether they mirror the field (S2, M03, M04).

No figure tells of fewer than five providers, nor can it be had by taking figures from a total.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from chassis.small_numbers import FEWEST
from contracts.vocabulary import SizeClass

UNKNOWN: Final = "unknown"

Counts = Mapping[str, int]
Publishable = dict[str, int | None]
"""None: fewer than five, or what would give those away."""


@dataclass(frozen=True, slots=True)
class Member:
    """A provider; direct, or a member of a member (S2, B02)."""

    provider_id: UUID
    direct: bool
    size: SizeClass | None = None
    disciplines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class InTheField:
    """How many providers there are of a discipline and a size, members or not."""

    discipline: str
    providers: int
    size: SizeClass | None = None


@dataclass(frozen=True, slots=True)
class Mirrored:
    """Of one discipline or size; shares in percents of all members and of the whole field."""

    name: str
    members: int | None
    share: float | None
    share_in_field: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    members: int | None
    direct: int | None
    indirect: int | None
    sizes: Sequence[Mirrored]
    disciplines: Sequence[Mirrored]
    missing: Sequence[str]
    """Disciplines in the field without any member."""


def figures(members: Sequence[Member], field: Sequence[InTheField]) -> Figures:
    ways = publishable(Counter("direct" if member.direct else "indirect" for member in members))
    sizes = Counter(member.size or UNKNOWN for member in members)
    sports = Counter(s for member in members for s in member.disciplines or [UNKNOWN])
    in_sports = _field((each.discipline, each.providers) for each in field)
    in_sizes = _field((each.size, each.providers) for each in field if each.size)
    total = publishable({"all": len(members)})["all"]
    return Figures(
        members=total,
        direct=ways.get("direct", 0),
        indirect=ways.get("indirect", 0),
        sizes=_mirrored(sizes, in_sizes, total),
        disciplines=_mirrored(sports, in_sports, total),
        missing=sorted(name for name in in_sports if not sports[name]),
    )


def publishable(counts: Counts) -> Publishable:
    """What is left out is never one count alone, and together tells of five or more."""
    ordered = sorted((number, name) for name, number in counts.items() if number)
    hidden = [name for number, name in ordered if number < FEWEST]
    if hidden and (len(hidden) == 1 or sum(counts[name] for name in hidden) < FEWEST):
        hidden += [name for _, name in ordered if name not in hidden][:1]
    return {name: None if name in hidden else number for name, number in counts.items()}


def _field(numbers: Iterable[tuple[str, int]]) -> Counter[str]:
    field: Counter[str] = Counter()
    for name, number in numbers:
        field.update({name: number})
    return field


def _mirrored(counts: Counter[str], field: Counter[str], total: int | None) -> list[Mirrored]:
    numbers = publishable({name: counts[name] for name in sorted({*counts, *field})})
    return [
        Mirrored(name, number, _percents(number, total), _percents(field[name], field.total()))
        for name, number in numbers.items()
    ]


def _percents(part: int | None, whole: int | None) -> float | None:
    return round(100 * part / whole, 1) if part is not None and whole else None
