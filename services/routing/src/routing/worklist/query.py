"""The open cases that somebody sees, a page at a time.

However many there are, a page costs the same: for every path and every order an index holds the
rows of each bucket in order (tables.py). These branches are merged: of each, the first rows after
the last page are taken, and of all those the first ones.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from routing.shared.scope import VISIBLE, Scope
from routing.worklist.buckets import Bucket
from routing.worklist.filter import Filter, WorkListOrder
from routing.worklist.indexes import IndexPath, index_paths

COLUMNS: Final = {
    WorkListOrder.DUE: "due_at",
    WorkListOrder.RECEIVED: "received_at",
    WorkListOrder.CHANGED: "changed_at",
}


class Query:
    """One statement, put together from the texts below, never from what was sent."""

    def __init__(self, wanted: Filter, scope: Scope, themes: Sequence[str], now: datetime) -> None:
        after = wanted.after
        self._wanted = wanted
        self._column = COLUMNS[wanted.order]
        self._way = "DESC" if wanted.order is WorkListOrder.CHANGED else "ASC"
        self.parameters: dict[str, Any] = {"most": wanted.most, "now": now, **scope.parameters}
        self.parameters |= {"theme": wanted.theme, "owner": wanted.my_organisation}
        self.parameters |= {"at": after and after.at, "id": after and after.question_id}
        self.parts = [
            part
            for number, path in enumerate(index_paths(wanted, scope, themes))
            for part in self._parts(f"{number}", path)
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

    def _parts(self, name: str, path: IndexPath) -> Iterator[str]:
        """Overdue cases, not by due date: those whose clock has rung are in buckets of their own;
        the few whose clock is about to ring are looked up by their due date."""
        overdue = self._wanted.overdue
        apart = overdue and self._wanted.order is not WorkListOrder.DUE
        yield self._in_order(
            name, path, [bucket for bucket in path.buckets if bucket[2] or not apart]
        )
        if apart:
            yield self._about_to_ring(name, path)

    def _in_order(self, name: str, path: IndexPath, buckets: Sequence[Bucket]) -> str:
        """Of as many branches as rows are wanted, those whose first row comes first: no other can
        have one of these rows."""
        states, contacts, lates = zip(*buckets, strict=True) if buckets else ((), (), ())
        self._bind(name, values=path.values, only_in=path.only_in)
        self._bind(name, states=states, contacts=contacts, lates=lates)
        return f"""
            SELECT found.{self._column}, found.question_id
            FROM (
                SELECT branch.* FROM (
                    SELECT * FROM unnest(CAST(:values{name} AS {path.type}[])) AS way (value)
                    CROSS JOIN unnest(
                        CAST(:states{name} AS text[]),
                        CAST(:contacts{name} AS boolean[]), CAST(:lates{name} AS boolean[])
                    ) AS kind (state, contact, late)
                ) AS branch
                CROSS JOIN LATERAL ({self._of_branch(name, path)} LIMIT 1) AS head
                ORDER BY {self._order("head")} LIMIT :most
            ) AS branch
            CROSS JOIN LATERAL ({self._of_branch(name, path)} LIMIT :most) AS found
        """  # noqa: S608

    def _of_branch(self, name: str, path: IndexPath) -> str:
        by_due_date = self._wanted.overdue and self._wanted.order is WorkListOrder.DUE
        return f"""
            SELECT {self._column}, question_id FROM worklist
            WHERE {path.column} = branch.value AND worklist.state = branch.state
              AND worklist.contact = branch.contact AND worklist.late = branch.late
              {"AND due_at < :now" if by_due_date else ""}
              {"".join(self._conditions(name, path))}
            ORDER BY {self._order("worklist")}
        """  # noqa: S608

    def _about_to_ring(self, name: str, path: IndexPath) -> str:
        punctual = [(state, contact) for state, contact, late in path.buckets if not late]
        states, contacts = zip(*punctual, strict=True)
        self._bind(name, punctual=set(states), in_contact=set(contacts))
        return f"""
            SELECT {self._column}, question_id FROM worklist
            WHERE {path.column} = ANY(CAST(:values{name} AS {path.type}[]))
              AND state = ANY(CAST(:punctual{name} AS text[])) AND late = false
              AND contact = ANY(CAST(:in_contact{name} AS boolean[])) AND due_at < :now
              {"".join(self._conditions(name, path))}
        """  # noqa: S608

    def _conditions(self, name: str, path: IndexPath) -> Iterator[str]:
        wanted = self._wanted
        if wanted.after:
            before = "<" if self._way == "DESC" else ">"
            place = "(CAST(:at AS timestamptz), CAST(:id AS uuid))"
            yield f"AND ({self._column}, question_id) {before} {place} "
        if wanted.theme:
            yield "AND theme = :theme "
        if path.only_in is not None:
            yield f"AND municipality_code = ANY(CAST(:only_in{name} AS text[])) "
        if path.seen_only:
            yield f"AND {VISIBLE} "
            yield "AND owner_organisation_id = :owner " if wanted.my_organisation else ""

    def _order(self, table: str) -> str:
        return f"{table}.{self._column} {self._way}, {table}.question_id {self._way}"

    def _bind(self, name: str, **values: Collection[Any] | None) -> None:
        self.parameters |= {f"{what}{name}": each and list(each) for what, each in values.items()}
