"""Signals: who sees which, and those that are locked for who is going to change them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into, replacing
from contracts.vocabulary import PolicyDomain, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.exchange.signals.domain import Signal, SignalState
from routing.exchange.signals.tables import signal_questions, signals
from routing.shared.scope import Scope

KEEP = insert_into(signals, replacing(signals))
ADD_QUESTIONS = insert_into(signal_questions)

# Other fields of policy see what is in theirs; in sport everybody who works there (S1, P09, P10).
VISIBLE = """(
    CAST(:organisation_id AS uuid) IN (by_organisation_id, agenda_of_organisation_id)
    OR CAST(:everywhere AS boolean)
    OR municipality_code = ANY(CAST(:municipalities AS text[]))
    OR EXISTS (
        SELECT FROM organisations
        WHERE organisations.organisation_id = CAST(:organisation_id AS uuid)
          AND signals.municipality_code = ANY(organisations.municipality_codes)
          AND (organisations.kind <> 'cross_domain' OR EXISTS (
            SELECT FROM policy_domain_interests AS interests
            WHERE interests.organisation_id = organisations.organisation_id
              AND interests.policy_domain = signals.policy_domain
          ))
    )
)"""

MANY = text(f"""
    SELECT * FROM signals
    WHERE {VISIBLE}
      AND (CAST(:code AS text) IS NULL OR municipality_code = :code)
      AND (CAST(:state AS text) IS NULL OR state = :state)
      AND (CAST(:theme AS text) IS NULL OR theme = :theme)
      AND (CAST(:policy_domain AS text) IS NULL OR policy_domain = :policy_domain)
      AND (CAST(:cluster_id AS uuid) IS NULL OR cluster_id = :cluster_id)
    ORDER BY reported_at DESC, signal_id
    LIMIT :most OFFSET :passed
""")  # noqa: S608

ONE = text(f"SELECT * FROM signals WHERE signal_id = :signal_id AND {VISIBLE}")  # noqa: S608

ON_AGENDA = text("""
    SELECT * FROM signals
    WHERE agenda_of_organisation_id = :organisation_id AND due_at IS NOT NULL
    ORDER BY due_at, signal_id
""")

# Sorted, so that two that want the same signals wait for each other instead of deadlocking.
LOCK = text(f"""
    SELECT * FROM signals
    WHERE signal_id = ANY(CAST(:ids AS uuid[])) AND {VISIBLE}
    ORDER BY signal_id FOR UPDATE
""")  # noqa: S608

QUESTIONS = text("""
    SELECT question_id FROM signal_questions WHERE signal_id = :signal_id ORDER BY question_id
""")

EVERYTHING = Scope(None, None)
"""For the clocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which signals; None: all of them."""

    code: str | None = None
    state: SignalState | None = None
    theme: Theme | None = None
    policy_domain: PolicyDomain | None = None
    cluster_id: UUID | None = None
    most: int
    passed: int = 0


@dataclass(frozen=True)
class Signals:
    db: AsyncConnection

    async def save(self, changed: Sequence[Signal]) -> None:
        await KEEP.write(self.db, [_row(signal) for signal in changed])

    async def add_questions(self, signal_id: UUID, question_ids: Iterable[UUID]) -> None:
        rows = [{"signal_id": signal_id, "question_id": each} for each in question_ids]
        await ADD_QUESTIONS.write(self.db, rows)

    async def questions_of(self, signal_id: UUID) -> list[UUID]:
        rows = await self.db.execute(QUESTIONS, {"signal_id": signal_id})
        return [row.question_id for row in rows]

    async def one(self, signal_id: UUID, scope: Scope) -> Signal | None:
        parameters = {**scope.parameters, "signal_id": signal_id}
        row = (await self.db.execute(ONE, parameters)).one_or_none()
        return _signal(row) if row else None

    async def visible_to(self, scope: Scope, wanted: Filter) -> list[Signal]:
        """The latest first."""
        parameters = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
        return [
            _signal(row) for row in await self.db.execute(MANY, {**scope.parameters, **parameters})
        ]

    async def locked(self, ids: Iterable[UUID], scope: Scope = EVERYTHING) -> list[Signal]:
        """Those that are in scope, for who is going to change them."""
        rows = await self.db.execute(LOCK, {**scope.parameters, "ids": list(ids)})
        return [_signal(row) for row in rows]

    async def on_agenda_of(self, organisation_id: UUID) -> list[Signal]:
        """What is most urgent first."""
        rows = await self.db.execute(ON_AGENDA, {"organisation_id": organisation_id})
        return [_signal(row) for row in rows]


def _row(signal: Signal) -> dict[str, Any]:
    return {field.name: getattr(signal, field.name) for field in fields(signal)}


def _signal(row: Row[Any]) -> Signal:
    domain = row.policy_domain and PolicyDomain.read(row.policy_domain)
    read = {
        "theme": Theme.read(row.theme),
        "state": SignalState(row.state),
        "policy_domain": domain,
    }
    return Signal(**{**row._mapping, **read})
