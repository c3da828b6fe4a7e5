"""Who does what for which theme in a municipality: the responsibility matrix (S1, P01 and P15)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from contracts.vocabulary import Theme


class Role(StrEnum):
    FIRST_RESPONDER = "first_responder"
    DECIDES = "decides"
    ADVISES = "advises"
    INFORMED = "informed"


OF_ONE: Final = frozenset({Role.FIRST_RESPONDER, Role.DECIDES})
"""The roles that one organisation has at a time."""


@dataclass(frozen=True, slots=True, order=True)
class Responsibility:
    theme: Theme
    role: Role
    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class Matrix:
    """One version of it."""

    matrix_id: UUID
    municipality_code: str
    version: int
    valid_from: date
    responsibilities: frozenset[Responsibility]


@dataclass(frozen=True, slots=True)
class DoubleOwner:
    theme: Theme
    role: Role
    organisation_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """`gaps`: themes without a first responder."""

    gaps: tuple[Theme, ...]
    doubles: tuple[DoubleOwner, ...]


def check(responsibilities: Iterable[Responsibility]) -> Checked:
    """Every gap and every double owner."""
    owners: dict[tuple[Theme, Role], set[UUID]] = defaultdict(set)
    for each in responsibilities:
        owners[each.theme, each.role].add(each.organisation_id)
    gaps = tuple(theme for theme in Theme if not owners.get((theme, Role.FIRST_RESPONDER)))
    doubles = tuple(
        DoubleOwner(theme, role, tuple(sorted(who)))
        for (theme, role), who in sorted(owners.items())
        if role in OF_ONE and len(who) > 1
    )
    return Checked(gaps, doubles)
