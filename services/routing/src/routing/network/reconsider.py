"""What is kept in the register may find somebody for questions that wait."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from chassis.clocks.terms import AMSTERDAM
from chassis.work import Work

from routing.network.changes import look_again_from
from routing.network.kind import Change, Kind

FINDS_SOMEBODY: Final = frozenset(
    {"agreements", "platforms", "supporters", "qualifications", "officials"}
)
"""The kinds of entries that make somebody a candidate."""


async def look_for_somebody(kind: Kind[Any], changes: Sequence[Change[Any]], work: Work) -> None:
    """From the day on which they hold."""
    if kind.name not in FINDS_SOMEBODY:
        return
    today = work.now.astimezone(AMSTERDAM).date()
    codes: dict[date, set[str]] = defaultdict(set)
    for change in changes:
        codes[getattr(change.entry, "valid_from", today)].update(change.codes)
    for day, concerned in codes.items():
        await look_again_from(day, concerned, work)
