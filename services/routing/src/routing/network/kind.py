"""What makes a kind of thing in the register: one declaration."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from contracts.network import NetworkFact
from sqlalchemy import Table

from routing.network.domain.entry import Entry

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class RecordedEntry(Generic[E]):
    """An entry as it was kept."""

    entry: E
    version: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Change(Generic[E]):
    """The next version of a thing, and the municipalities that keep it."""

    entry: E
    version: int
    codes: Sequence[str]

    def members(self, now: datetime) -> dict[str, Any]:
        """What every fact about it says."""
        return {"municipality_code": self.codes[0], "version": self.version, "occurred_at": now}


Fact = Callable[[Change[E], datetime], NetworkFact]


@dataclass(frozen=True)
class Kind(Generic[E]):
    """`key` is the member with its id.

    `dated`: each version is a row of its own, of which the last one that has begun counts.
    `open`: whoever has a token reads it; else its municipalities and organisations alone.
    """

    name: str
    entry: type[E]
    key: str
    table: Table
    fact: Fact[E] | None = None
    dated: bool = False
    open: bool = True

    def id_of(self, entry: Entry) -> UUID:
        thing_id: UUID = getattr(entry, self.key)
        return thing_id

    @property
    def singular(self) -> str:
        """As code names one of them: `pos_office`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", self.entry.__name__).lower()

    @property
    def plural(self) -> str:
        return self.name.replace("-", "_")

    @property
    def words(self) -> str:
        return self.singular.replace("_", " ")

    @property
    def columns(self) -> list[str]:
        """Of a file: the id first."""
        return [self.key, *(name for name in self.entry.model_fields if name != self.key)]
