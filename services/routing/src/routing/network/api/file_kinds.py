"""What can be loaded from a file and written to one: a declaration each."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from chassis.files.csv_files import Line
from chassis.http.caller import Caller
from chassis.work import Work
from contracts.problems import Problem as Flaw
from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file brought, or would bring; nothing when it has flaws."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    flaws: Sequence[Flaw] = ()


Load = Callable[[Sequence[Line[M]], Caller, Work, bool], Awaitable[Loaded]]
"""The last one: try only, and keep nothing. Flaws point at `#/rows/<number>/<column>`."""
Give = Callable[[Caller, str | None, Work], Awaitable[Sequence[M]]]
"""All that the caller may see, of one municipality or of all."""


@dataclass(frozen=True)
class FileKind(Generic[M]):
    """The members of `row` are the columns."""

    name: str
    row: type[M]
    columns: Sequence[str]
    load: Load[M]
    give: Give[M]
