"""The open cases that somebody sees, a page at a time.

However many there are, a page costs the same: the rows of each kind stand in order in an index, for
every way in and every order (tables/cases.py). These branches are merged: of each the first rows
after the last page are taken, and of all those the first ones.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from routing.shared.scope import VISIBLE, Sight
from routing.worklist.filter import Wanted, WorkListOrder
from routing.worklist.indexes import WayIn, ways_in
from routing.worklist.kinds import Kind

COLUMNS: Final = {
    WorkListOrder.DUE: "due_at",
    WorkListOrder.RECEIVED: "received_at",
    WorkListOrder.CHANGED: "changed_at",
}


class Query:
    """One statement, put together from the texts below, never from what was sent."""

    def __init__(self, wanted: Wanted, sight: Sight, themes: Sequence[str], now: datetime) -> None:
        after = wanted.after
        self._wanted = wanted
        self._column = COLUMNS[wanted.order]
        self._way = "DESC" if wanted.order is WorkListOrder.CHANGED else "ASC"
        self.parameters: dict[str, Any] = {"most": wanted.most, "now": now, **sight.parameters}
        self.parameters |= {"theme": wanted.theme, "owner": wanted.my_organisation}
        self.parameters |= {"at": after and after.at, "id": after and after.question_id}
        self.parts = [
            part
            for number, way in enumerate(ways_in(wanted, sight, themes))
            for part in self._parts(f"{number}", way)
        ]

    @property
    def statement(self) -> str:
        return f"""
            SELECT worklist.* FROM worklist JOIN (
                SELECT * FROM ({" UNION ".join(self.parts)}) AS found
                ORDER BY {self._order("found")} LIMIT :most
            ) AS page USING (question_id)
            ORDER BY {self._order("worklist")}
        """  # noqa: S608

    def _parts(self, name: str, way: WayIn) -> Iterator[str]:
        """Overdue cases: in another order than by due date, those whose clock has rung are a kind;
        the few whose clock is about to ring are looked up by their due date."""
        overdue = self._wanted.overdue
        apart = overdue and self._wanted.order is not WorkListOrder.DUE
        yield self._in_order(name, way, [kind for kind in way.kinds if kind[2] or not apart])
        if apart:
            yield self._about_to_ring(name, way)

    def _in_order(self, name: str, way: WayIn, kinds: Sequence[Kind]) -> str:
        """Of as many branches as rows are wanted, those whose first row comes first: no other can
        have one of these rows."""
        states, contacts, lates = zip(*kinds, strict=True) if kinds else ((), (), ())
        self._tell(name, values=way.values, only_in=way.only_in)
        self._tell(name, states=states, contacts=contacts, lates=lates)
        return f"""
            SELECT found.{self._column}, found.question_id
            FROM (
                SELECT branch.* FROM (
                    SELECT * FROM unnest(CAST(:values{name} AS {way.type}[])) AS way (value)
                    CROSS JOIN unnest(
                        CAST(:states{name} AS text[]),
                        CAST(:contacts{name} AS boolean[]), CAST(:lates{name} AS boolean[])
                    ) AS kind (state, contact, late)
                ) AS branch
                CROSS JOIN LATERAL ({self._of_branch(name, way)} LIMIT 1) AS head
                ORDER BY {self._order("head")} LIMIT :most
            ) AS branch
            CROSS JOIN LATERAL ({self._of_branch(name, way)} LIMIT :most) AS found
        """  # noqa: S608

    def _of_branch(self, name: str, way: WayIn) -> str:
        by_due_date = self._wanted.overdue and self._wanted.order is WorkListOrder.DUE
        return f"""
            SELECT {self._column}, question_id FROM worklist
            WHERE {way.column} = branch.value AND worklist.state = branch.state
              AND worklist.contact = branch.contact AND worklist.late = branch.late
              {"AND due_at < :now" if by_due_date else ""}
              {"".join(self._conditions(name, way))}
            ORDER BY {self._order("worklist")}
        """  # noqa: S608

    def _about_to_ring(self, name: str, way: WayIn) -> str:
        told = [(state, contact) for state, contact, late in way.kinds if not late]
        states, contacts = zip(*told, strict=True)
        self._tell(name, punctual=set(states), in_contact=set(contacts))
        return f"""
            SELECT {self._column}, question_id FROM worklist
            WHERE {way.column} = ANY(CAST(:values{name} AS {way.type}[]))
              AND state = ANY(CAST(:punctual{name} AS text[])) AND late = false
              AND contact = ANY(CAST(:in_contact{name} AS boolean[])) AND due_at < :now
              {"".join(self._conditions(name, way))}
        """  # noqa: S608

    def _conditions(self, name: str, way: WayIn) -> Iterator[str]:
        wanted = self._wanted
        if wanted.after:
            before = "<" if self._way == "DESC" else ">"
            place = "(CAST(:at AS timestamptz), CAST(:id AS uuid))"
            yield f"AND ({self._column}, question_id) {before} {place} "
        if wanted.theme:
            yield "AND theme = :theme "
        if way.only_in is not None:
            yield f"AND municipality_code = ANY(CAST(:only_in{name} AS text[])) "
        if way.seen_only:
            yield f"AND {VISIBLE} "
            yield "AND owner_organisation_id = :owner " if wanted.my_organisation else ""

    def _order(self, table: str) -> str:
        return f"{table}.{self._column} {self._way}, {table}.question_id {self._way}"

    def _tell(self, name: str, **values: Collection[Any] | None) -> None:
        self.parameters |= {f"{what}{name}": told and list(told) for what, told in values.items()}
