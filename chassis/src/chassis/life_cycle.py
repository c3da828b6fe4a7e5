"""The life of a thing as a table: in each state the steps that can be taken, and what they lead to.

`ALLOWED = {State.REQUESTED: {Step.ACKNOWLEDGE: State.ACKNOWLEDGED, ...}, ...}`
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)
Outcome = TypeVar("Outcome")


class IllegalTransition(Exception):
    """The step cannot be taken in this state; `possible` are the steps that can."""

    def __init__(self, state: StrEnum, step: StrEnum, possible: tuple[StrEnum, ...]) -> None:
        super().__init__(f"{step} in {state}")
        self.state = state
        self.step = step
        self.possible = possible


def outcome_of(
    allowed: Mapping[State, Mapping[Step, Outcome]], state: State, step: Step
) -> Outcome:
    """What the step leads to from this state: the next state, or those that are possible."""
    if step not in allowed[state]:
        raise IllegalTransition(state, step, tuple(allowed[state]))
    return allowed[state][step]
