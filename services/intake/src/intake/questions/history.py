"""Every step of every question, in the order in which they were taken."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, get_type_hints
from uuid import UUID

from chassis.database.bulk import insert_into
from contracts.open_enumeration import NEWER_CODES_TOO
from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.questions.life_cycle import State
from intake.questions.question import Question
from intake.questions.replay import Change, changes
from intake.questions.steps import SAFETY, Move
from intake.questions.tables import question_steps

ADD = insert_into(question_steps, leaving_out=["id"])
OF = text("""
    SELECT step, from_state, to_state, by_role, by_organisation_id, reason, version, at, changes
    FROM question_steps
    WHERE question_id = :question_id ORDER BY id
""")
FIELDS = {name: TypeAdapter(kind) for name, kind in get_type_hints(Question).items()}
RECEIVE = "receive"
"""The step before any state."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was taken: by which organisation, from where to what."""

    step: str
    after: Question
    before: Question | None = None
    organisation_id: UUID | None = None
    reason: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)


def taken(before: Question, after: Question, move: Move, organisation_id: UUID | None) -> Taken:
    named = {
        "theme": move.theme,
        "outcome": move.outcome,
        "consent": after.consent if move.consent else None,
        "into_question_id": move.into_question_id,
        "handover_id": move.handover_id,
        "organisation_id": move.organisation_id,
    }
    about = {name: str(value) for name, value in named.items() if value is not None}
    why = None if move.reason == SAFETY else move.reason  # a history tells nothing of a report
    return Taken(move.step, after, before, organisation_id, why, about)


class History:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(self, steps: Sequence[Taken], by_role: str, at: datetime) -> None:
        rows = [
            {
                "question_id": step.after.id,
                "version": step.after.version,
                "step": step.step,
                "from_state": step.before and step.before.state,
                "to_state": step.after.state,
                "by_role": by_role,
                "by_organisation_id": step.organisation_id,
                "reason": step.reason,
                "about": step.about,
                "changes": to_jsonable_python(changes(step.before, step.after)),
                "at": at,
            }
            for step in steps
        ]
        await ADD.write(self.db, rows)

    async def of(self, question_id: UUID) -> list[str]:
        """Every step of a question, the first first."""
        rows = await self.db.execute(OF, {"question_id": question_id})
        return [row.step for row in rows]

    async def steps_of(self, question_id: UUID) -> Sequence[Row[Any]]:
        """Every step with who took it and why, the first first."""
        return (await self.db.execute(OF, {"question_id": question_id})).all()

    async def changes_of(self, question_id: UUID) -> list[Change]:
        """What each of its steps left behind, the first first."""
        rows = await self.db.execute(OF, {"question_id": question_id})
        return [Change(State(row.to_state), row.version, _read(row.changes)) for row in rows]


def _read(written: Any) -> dict[str, Any]:
    """Each field as its type in a question says; asyncpg may give JSON as it was written."""
    changed = json.loads(written) if isinstance(written, str) else written
    return {
        name: FIELDS[name].validate_python(value, context=NEWER_CODES_TOO)
        for name, value in changed.items()
    }
