"""A report that must not be kept is refused, with where to go instead."""

from typing import Final

from chassis.http.problems import Conflict

from intake.safety.domain import is_report, places

GO_ELSEWHERE: Final = (
    "Het lijkt erop dat u iets wilt melden over grensoverschrijdend gedrag. "
    "Daar kunnen wij u niet goed bij helpen, deze mensen wel. "
    "Wij hebben niets bewaard van wat u schreef."
)


def refuse_report(text: str | None) -> None:
    """A report of transgressive behaviour is not kept, whoever writes it down."""
    if text is not None and is_report(text):
        elsewhere = " ".join(f"{place['name']}: {place.get('telephone', '')}" for place in places())
        raise Conflict("safety-report", "Dit bewaren wij niet.", f"{GO_ELSEWHERE} {elsewhere}")
