"""What signals, advice and peer matches have in common: a step that the state does not allow."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)


class IllegalTransition(Exception):
    """The step cannot be taken in this state; `possible` are those that can."""

    def __init__(self, state: StrEnum, step: StrEnum, possible: tuple[StrEnum, ...]) -> None:
        super().__init__(f"{step} in {state}")
        self.state = state
        self.possible = possible


def after(allowed: Mapping[State, Mapping[Step, State]], state: State, step: Step) -> State:
    """The state to which the step leads."""
    if step not in allowed[state]:
        raise IllegalTransition(state, step, tuple(allowed[state]))
    return allowed[state][step]
