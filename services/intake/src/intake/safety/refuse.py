"""A report that must not be kept is refused, with where to go instead."""

import asyncio
from typing import Final

from chassis.http.problems import Conflict

from intake.safety.domain import is_report, places

GO_ELSEWHERE: Final = (
    "Het lijkt erop dat u iets wilt melden over grensoverschrijdend gedrag. "
    "Daar kunnen wij u niet goed bij helpen, deze mensen wel. "
    "Wij hebben niets bewaard van wat u schreef."
)


async def reports(text: str) -> bool:
    """Beside the loop, so that others are served while a long text is read."""
    return await asyncio.to_thread(is_report, text)


async def refuse_report(text: str | None) -> None:
    """A report of transgressive behaviour is not kept, whoever writes it down."""
    if text is not None and await reports(text):
        elsewhere = " ".join(f"{place['name']}: {place.get('telephone', '')}" for place in places())
        raise Conflict("safety-report", "Dit bewaren wij niet.", f"{GO_ELSEWHERE} {elsewhere}")
