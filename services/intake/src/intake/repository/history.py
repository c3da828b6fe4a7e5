"""Every step of every question, in the order in which they were taken."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.domain.moves import Move
from intake.domain.question import Question
from intake.domain.states import State

ADD = text("""
    INSERT INTO question_steps (
        question_id, version, step, from_state, to_state,
        by_role, by_organisation_id, reason, about, at
    )
    SELECT question_id, version, step, from_state, to_state,
           :by_role, by_organisation_id, reason, about::jsonb, :at
    FROM unnest(
        CAST(:question_ids AS uuid[]), CAST(:versions AS integer[]), CAST(:steps AS text[]),
        CAST(:from_states AS text[]), CAST(:to_states AS text[]),
        CAST(:by_organisation_ids AS uuid[]), CAST(:reasons AS text[]), CAST(:about AS text[])
    ) WITH ORDINALITY AS taken (
        question_id, version, step, from_state, to_state, by_organisation_id, reason, about, place
    )
    ORDER BY place
""")
RECEIVE = "receive"
"""The step before any state."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was taken: by which organisation, from where to what."""

    step: str
    after: Question
    from_state: State | None = None
    organisation_id: UUID | None = None
    reason: str | None = None
    about: str = "{}"


def taken(before: Question, after: Question, move: Move, organisation_id: UUID | None) -> Taken:
    named = {
        "theme": move.theme,
        "outcome": move.outcome,
        "into_question_id": move.into_question_id,
        "handover_id": move.handover_id,
        "organisation_id": move.organisation_id,
    }
    about = json.dumps({name: str(value) for name, value in named.items() if value is not None})
    return Taken(move.step, after, before.state, organisation_id, move.reason, about)


class History:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(self, steps: Sequence[Taken], by_role: str, at: datetime) -> None:
        if not steps:
            return
        await self.db.execute(
            ADD,
            {
                "by_role": by_role,
                "at": at,
                "question_ids": [step.after.id for step in steps],
                "versions": [step.after.version for step in steps],
                "steps": [step.step for step in steps],
                "from_states": [step.from_state for step in steps],
                "to_states": [step.after.state for step in steps],
                "by_organisation_ids": [step.organisation_id for step in steps],
                "reasons": [step.reason for step in steps],
                "about": [step.about for step in steps],
            },
        )
