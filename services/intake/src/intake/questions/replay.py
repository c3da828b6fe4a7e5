"""A question made again from its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from intake.questions.life_cycle import State
from intake.questions.question import Question

OF_THE_STEP = frozenset({"state", "version"})
"""What a step says of itself, besides what it changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a step left behind: the state, the version, and each other field that it changed."""

    state: State
    version: int
    changes: Mapping[str, Any]


def changes(before: Question | None, after: Question) -> dict[str, Any]:
    """The fields that a step changed; of a new question, all that say anything."""
    names = {field.name for field in fields(Question)} - OF_THE_STEP
    return {
        name: getattr(after, name)
        for name in sorted(names)
        if getattr(after, name) != getattr(before, name, None)
    }


def rebuilt(history: Sequence[Change]) -> Question:
    """The question as its steps left it, the first first."""
    first, *later = history
    empty = {field.name: None for field in fields(Question)}
    question = Question(**{**empty, **_left_by(first)})
    for step in later:
        question = replace(question, **_left_by(step))
    return question


def _left_by(step: Change) -> dict[str, Any]:
    return {**step.changes, "state": step.state, "version": step.version}
