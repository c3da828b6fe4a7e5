"""What is kept in the register may find somebody for questions that wait."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID, uuid5

from chassis.clocks.terms import AMSTERDAM
from chassis.work import Work
from chassis.work.clocks import Clock

from routing.network.kind import Change, Kind

NETWORK_CHANGES: Final = "network_changes"
"""The clock of a municipality and a day: from then on other agreements hold there."""
MUNICIPALITIES: Final = UUID("0199a020-0000-7000-8000-000000000002")
"""The namespace of the subjects of these clocks."""


async def look_again_from(day: date, codes: Iterable[str], work: Work) -> None:
    """At the questions of these municipalities that wait: at once, when the day has come."""
    at = max(datetime.combine(day, time(), AMSTERDAM), work.now)
    await work.clocks.start(
        [
            Clock(NETWORK_CHANGES, uuid5(MUNICIPALITIES, f"{code} {day}"), at, {"code": code})
            for code in sorted(set(codes))
        ]
    )


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
