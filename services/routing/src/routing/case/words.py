"""The Dutch that people read."""

from collections.abc import Mapping
from typing import Final

from routing.case.states import Party, State
from routing.case.steps import STEPS, Step

STATES: Final[Mapping[State, str]] = {
    State.REQUESTED: "aangevraagd",
    State.ACKNOWLEDGED: "ontvangen",
    State.INFO_REQUESTED: "in afwachting van informatie",
    State.ACCEPTED: "geaccepteerd",
    State.CONTACT_MADE: "in contact met de aanbieder",
    State.IN_PROGRESS: "in uitvoering",
    State.ON_HOLD: "aangehouden",
    State.CANCELLATION_REQUESTED: "in afwachting van intrekking",
    State.DECLINED: "geweigerd",
    State.EXPIRED: "verlopen",
    State.RETURNED: "teruggegeven",
    State.CANCELLED: "ingetrokken",
    State.COMPLETED: "afgerond",
    State.FAILED: "mislukt",
}


def cannot(state: State, possible: list[Step]) -> str:
    """What the state is, and what can be done in it."""
    can = ", ".join(
        STEPS[step].infinitive for step in possible if STEPS[step].taken_by != {Party.SYSTEM}
    )
    return f"De overdracht is {STATES[state]}. Dit kan nu: {can or 'niets meer'}."
