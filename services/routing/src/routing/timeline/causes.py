"""What intake said, as the history of a case tells it."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from contracts.intake import QuestionFact

from routing.case.states import Party
from routing.timeline.entries import Cause

SAYS_WHY: Final = ("outcome", "reason", "theme", "consent")
"""Members of facts that hold a code; the first one that is there is told."""


def causes_of(facts: Iterable[QuestionFact]) -> dict[UUID, Cause]:
    """By question."""
    return {fact.question_id: _cause(fact) for fact in facts}


def _cause(fact: QuestionFact) -> Cause:
    received_by = getattr(fact, "received_by_organisation_id", None)
    why = (getattr(fact, member, None) for member in SAYS_WHY)
    return Cause(
        what=fact.type.split(".")[2].replace("-", "_"),
        at=fact.occurred_at,
        by_party=Party.SENDER if received_by else None,
        by_organisation_id=received_by,
        reason=next((str(code) for code in why if code), None),
    )
