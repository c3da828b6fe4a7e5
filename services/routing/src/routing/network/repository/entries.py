"""The entries of one kind, as they are now and as they were."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic
from uuid import UUID

from sqlalchemy import RowMapping, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.network.kind import Change, E, Kind, RecordedEntry
from routing.network.repository.statements import Statements

EVERYWHERE: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class EntryScope:
    """Of these municipalities (None: of all) and of the caller's own organisation.

    `code` and `organisation_id` are what is asked for.
    """

    municipalities: frozenset[str] | None
    own: UUID | None = None
    code: str | None = None
    organisation_id: UUID | None = None

    @property
    def parameters(self) -> dict[str, object]:
        return {
            "everywhere": self.municipalities is None,
            "municipalities": list(self.municipalities or ()),
            "own": self.own,
            "code": self.code,
            "organisation_id": self.organisation_id,
        }


ALONE = text("SELECT pg_advisory_xact_lock(hashtext('register ' || :kind))")

ADD_VERSIONS = text("""
    INSERT INTO register_versions (kind, thing_id, version, entry, recorded_at)
    SELECT :kind, thing_id, version, entry::jsonb, :now
    FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS int[]), CAST(:entries AS text[]))
        AS added (thing_id, version, entry)
""")

VERSIONS = text("""
    SELECT version, entry, recorded_at FROM register_versions
    WHERE kind = :kind AND thing_id = :thing_id ORDER BY version
""")


@dataclass(frozen=True)
class Entries(Generic[E]):
    db: AsyncConnection
    kind: Kind[E]

    @cached_property
    def _statements(self) -> Statements:
        return Statements.of(self.kind)

    async def record_alone(self) -> None:
        """Until this transaction ends, nobody else records entries of this kind."""
        await self.db.execute(ALONE, {"kind": self.kind.name})

    async def of(self, ids: Iterable[UUID]) -> dict[UUID, RecordedEntry[E]]:
        """Their last versions."""
        rows = await self.db.execute(self._statements.some, {"ids": list(ids)})
        return {row[self.kind.key]: self._recorded(row) for row in rows.mappings()}

    async def one(self, thing_id: UUID, scope: EntryScope) -> RecordedEntry[E] | None:
        found = await self._visible(self._statements.one, scope, thing_id=thing_id)
        return found[0] if found else None

    async def many(
        self, scope: EntryScope, most: int | None = None, passed: int = 0
    ) -> list[RecordedEntry[E]]:
        return await self._visible(self._statements.many, scope, most=most, passed=passed)

    async def history(self, thing_id: UUID) -> list[RecordedEntry[E]]:
        """Of one that was seen, from its first version on."""
        rows = await self.db.execute(VERSIONS, {"kind": self.kind.name, "thing_id": thing_id})
        return [
            RecordedEntry(self.kind.entry.model_validate(r.entry), r.version, r.recorded_at)
            for r in rows
        ]

    async def save(self, changes: Sequence[Change[E]], now: datetime) -> None:
        """In order; of an entry that changed more than once the last one stays."""
        ids = [self.kind.id_of(change.entry) for change in changes]
        entries = [change.entry.model_dump(mode="json") for change in changes]
        versions = [change.version for change in changes]
        rows = [
            {**entry, "version": version, "recorded_at": now.isoformat()}
            for entry, version in zip(entries, versions, strict=True)
        ]
        if not self.kind.dated:
            rows = list(dict(zip(ids, rows, strict=True)).values())
        await self.db.execute(self._statements.save, {"rows": json.dumps(rows)})
        added = {"ids": ids, "versions": versions, "entries": [json.dumps(e) for e in entries]}
        await self.db.execute(ADD_VERSIONS, {"kind": self.kind.name, "now": now, **added})

    async def _visible(
        self, statement: TextClause, scope: EntryScope, **parameters: object
    ) -> list[RecordedEntry[E]]:
        rows = await self.db.execute(statement, {**scope.parameters, **parameters})
        return [self._recorded(row) for row in rows.mappings()]

    def _recorded(self, row: RowMapping) -> RecordedEntry[E]:
        entry = {name: row[name] for name in self.kind.entry.model_fields}
        return RecordedEntry(
            self.kind.entry.model_validate(entry), row["version"], row["recorded_at"]
        )
