"""What is recorded of a municipality may find somebody for its questions that wait."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final
from uuid import UUID, uuid5

from chassis.clocks.terms import AMSTERDAM
from chassis.work import Work
from chassis.work.clocks import Clock

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
