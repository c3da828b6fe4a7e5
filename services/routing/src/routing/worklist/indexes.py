"""By which columns a work list is read: what the scope and the wishes of somebody come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from routing.shared.scope import Scope
from routing.worklist.buckets import Bucket
from routing.worklist.filter import Filter

MOST_MUNICIPALITIES: Final = 75
"""More of them are read faster by theme, leaving out the other municipalities."""


@dataclass(frozen=True, slots=True)
class IndexPath:
    """An index to read by: the column, its wanted values, and the buckets that are wanted."""

    column: str
    type: Literal["text", "uuid"]
    values: Sequence[Any]
    buckets: Sequence[Bucket]
    only_in: Sequence[str] | None = None
    """Only in these municipalities; None: in all that there are."""
    seen_only: bool = False
    """Whether the scope is still to be held against the rows."""


def index_paths(wanted: Filter, scope: Scope, themes: Sequence[str] = ()) -> list[IndexPath]:
    """None where nothing can be found; `themes`: those that there are, where it is read by them."""
    area = [wanted.municipality_code] if wanted.municipality_code else None
    if wanted.mine:
        mine = [wanted.mine]
        found = [IndexPath("assigned_to", "text", mine, wanted.buckets, area, seen_only=True)]
    elif wanted.my_organisation:
        found = _by_turn(wanted, wanted.my_organisation, area)
    else:
        found = [*_by_municipality(wanted, scope, themes), *_by_organisation(wanted, scope, area)]
    return [path for path in found if path.values and path.buckets]


def _by_turn(wanted: Filter, organisation_id: UUID, area: Sequence[str] | None) -> list[IndexPath]:
    own = [organisation_id]
    return [
        IndexPath("to_organisation_id", "uuid", own, wanted.buckets_for_receiver, area),
        IndexPath("from_organisation_id", "uuid", own, wanted.buckets_for_sender, area),
    ]


def _by_organisation(wanted: Filter, scope: Scope, area: Sequence[str] | None) -> list[IndexPath]:
    own = [scope.organisation_id] if scope.organisation_id else []
    columns = ("to_organisation_id", "from_organisation_id", "via_organisation_id")
    return [IndexPath(column, "uuid", own, wanted.buckets, area) for column in columns]


def reads_by_theme(wanted: Filter, scope: Scope) -> bool:
    """By all of them, that is; also by those of which only a later release has heard."""
    codes = _codes(wanted, scope)
    if wanted.mine or wanted.my_organisation or wanted.theme:
        return False
    return codes is None or len(codes) > MOST_MUNICIPALITIES


def _by_municipality(wanted: Filter, scope: Scope, themes: Sequence[str]) -> list[IndexPath]:
    codes = _codes(wanted, scope)
    if codes is not None and len(codes) <= MOST_MUNICIPALITIES:
        return [IndexPath("municipality_code", "text", codes, wanted.buckets)]
    wished = [wanted.theme] if wanted.theme else themes
    return [IndexPath("theme", "text", wished, wanted.buckets, codes)]


def _codes(wanted: Filter, scope: Scope) -> Sequence[str] | None:
    """Of the municipalities that are seen and wanted; None: all."""
    area, seen = wanted.municipality_code, scope.municipalities
    if area is None:
        return None if seen is None else sorted(seen)
    return [area] if seen is None or area in seen else []
