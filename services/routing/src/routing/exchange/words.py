"""What people read when a step cannot be taken."""

from collections.abc import Mapping
from enum import StrEnum

from chassis.life_cycle import IllegalTransition

Words = Mapping[StrEnum, str]


def cannot(thing: str, illegal: IllegalTransition, states: Words, steps: Words) -> str:
    """What the state is, and what can be done in it; `states` and `steps` in Dutch."""
    possible = ", ".join(steps[step] for step in illegal.possible if step in steps)
    return f"{thing} is {states[illegal.state]}. Dit kan nu: {possible or 'niets meer'}."
