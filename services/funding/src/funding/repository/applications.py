"""Every query about applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from funding.domain.application import Application
from funding.domain.life_cycle import State
from funding.repository.application_rows import COLUMNS, application_of, columns_of, row_of
from funding.tables import applications

LOCK = text(f"""
    SELECT {", ".join(column.name for column in COLUMNS)} FROM applications
    WHERE id = ANY(CAST(:ids AS uuid[]))
    ORDER BY id FOR UPDATE
""")  # noqa: S608 # our own columns

SAVE = text("""
    UPDATE applications
    SET state = saved.state, state_since = saved.state_since, version = saved.version,
        rule_set_version = saved.rule_set_version, within_mandate = saved.within_mandate,
        submitted_at = saved.submitted_at, decide_by = saved.decide_by,
        supply_by = saved.supply_by, overdue = saved.overdue,
        rejection_reason = saved.rejection_reason, condition = saved.condition,
        awarded_cents = saved.awarded_cents, payment_ordered = saved.payment_ordered,
        settled_cents = saved.settled_cents
    FROM unnest(
        CAST(:id AS uuid[]), CAST(:state AS text[]), CAST(:state_since AS timestamptz[]),
        CAST(:version AS int[]), CAST(:rule_set_version AS int[]),
        CAST(:within_mandate AS boolean[]), CAST(:submitted_at AS timestamptz[]),
        CAST(:decide_by AS timestamptz[]), CAST(:supply_by AS timestamptz[]),
        CAST(:overdue AS boolean[]), CAST(:rejection_reason AS text[]),
        CAST(:condition AS text[]), CAST(:awarded_cents AS bigint[]),
        CAST(:payment_ordered AS boolean[]), CAST(:settled_cents AS bigint[])
    ) AS saved (
        id, state, state_since, version, rule_set_version, within_mandate, submitted_at,
        decide_by, supply_by, overdue, rejection_reason, condition, awarded_cents,
        payment_ordered, settled_cents
    )
    WHERE applications.id = saved.id
""")
SAVED = tuple(SAVE.compile().params)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a caller may see: municipalities (None: all) and, for an applicant, its own."""

    municipalities: frozenset[str] | None
    organisation_id: UUID | None = None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        columns = applications.c
        found: list[ColumnElement[bool]] = []
        if self.municipalities is not None:
            found.append(columns.municipality_code.in_(self.municipalities))
        if self.organisation_id is not None:
            found.append(columns.applicant_organisation_id == self.organisation_id)
        return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which applications of a list, and how many; None: never mind."""

    most: int
    skipped: int
    state: State | None = None
    budget_line_id: UUID | None = None
    overdue: bool | None = None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        names = ("state", "budget_line_id", "overdue")
        wanted = {name: getattr(self, name) for name in names}
        return [
            applications.c[name] == value for name, value in wanted.items() if value is not None
        ]


@dataclass(frozen=True)
class Applications:
    db: AsyncConnection

    async def add(self, draft: Application) -> None:
        row = {**row_of(draft), "made_at": draft.state_since}
        await self.db.execute(applications.insert(), row)

    async def lock(self, ids: Sequence[UUID]) -> dict[UUID, Application]:
        """In a fixed order: two that overlap wait for each other instead of deadlocking."""
        rows = await self.db.execute(LOCK, {"ids": ids})
        found = map(application_of, rows)
        return {application.id: application for application in found}

    async def find(
        self, application_id: UUID, scope: Scope, *, lock: bool = False
    ) -> Application | None:
        query = select(*COLUMNS).where(applications.c.id == application_id, *scope.conditions)
        row = (await self.db.execute(query.with_for_update() if lock else query)).first()
        return None if row is None else application_of(row)

    async def list(self, wanted: Wanted, scope: Scope) -> list[Application]:
        """The newest first."""
        query = (
            select(*COLUMNS)
            .where(*wanted.conditions, *scope.conditions)
            .order_by(applications.c.made_at.desc(), applications.c.id)
            .limit(wanted.most)
            .offset(wanted.skipped)
        )
        return [application_of(row) for row in await self.db.execute(query)]

    async def save(self, changed: Sequence[Application]) -> None:
        """Keep what steps changed; each application at most once."""
        if changed:
            await self.db.execute(SAVE, columns_of(changed, SAVED))
