"""By which columns a work list is read: what the sight and the wishes of somebody come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from routing.shared.scope import Sight
from routing.worklist.filter import Wanted
from routing.worklist.kinds import Kind

MOST_MUNICIPALITIES: Final = 75
"""More of them are read faster by theme, leaving out the other municipalities."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """A column with the values that are wanted, and the kinds of cases that are."""

    column: str
    type: Literal["text", "uuid"]
    values: Sequence[Any]
    kinds: Sequence[Kind]
    only_in: Sequence[str] | None = None
    """Only in these municipalities; None: in all that there are."""
    seen_only: bool = False
    """Whether the sight is still to be held against the rows."""


def ways_in(wanted: Wanted, sight: Sight, themes: Sequence[str] = ()) -> list[WayIn]:
    """None where nothing can be found; `themes`: those that there are, where it is read by them."""
    area = [wanted.municipality_code] if wanted.municipality_code else None
    if wanted.mine:
        mine = [wanted.mine]
        found = [WayIn("assigned_to", "text", mine, wanted.kinds, area, seen_only=True)]
    elif wanted.my_organisation:
        found = _by_turn(wanted, wanted.my_organisation, area)
    else:
        found = [*_by_municipality(wanted, sight, themes), *_by_organisation(wanted, sight, area)]
    return [way for way in found if way.values and way.kinds]


def _by_turn(wanted: Wanted, organisation_id: UUID, area: Sequence[str] | None) -> list[WayIn]:
    own = [organisation_id]
    return [
        WayIn("to_organisation_id", "uuid", own, wanted.kinds_for_receiver, area),
        WayIn("from_organisation_id", "uuid", own, wanted.kinds_for_sender, area),
    ]


def _by_organisation(wanted: Wanted, sight: Sight, area: Sequence[str] | None) -> list[WayIn]:
    own = [sight.organisation_id] if sight.organisation_id else []
    columns = ("to_organisation_id", "from_organisation_id", "via_organisation_id")
    return [WayIn(column, "uuid", own, wanted.kinds, area) for column in columns]


def reads_by_theme(wanted: Wanted, sight: Sight) -> bool:
    """By all of them, that is; also by those of which only a later release has heard."""
    codes = _codes(wanted, sight)
    if wanted.mine or wanted.my_organisation or wanted.theme:
        return False
    return codes is None or len(codes) > MOST_MUNICIPALITIES


def _by_municipality(wanted: Wanted, sight: Sight, themes: Sequence[str]) -> list[WayIn]:
    codes = _codes(wanted, sight)
    if codes is not None and len(codes) <= MOST_MUNICIPALITIES:
        return [WayIn("municipality_code", "text", codes, wanted.kinds)]
    wished = [wanted.theme] if wanted.theme else themes
    return [WayIn("theme", "text", wished, wanted.kinds, codes)]


def _codes(wanted: Wanted, sight: Sight) -> Sequence[str] | None:
    """Of the municipalities that are seen and wanted; None: all."""
    area, seen = wanted.municipality_code, sight.municipalities
    if area is None:
        return None if seen is None else sorted(seen)
    return [area] if seen is None or area in seen else []
