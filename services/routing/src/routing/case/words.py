"""The Dutch that people read."""

from collections.abc import Iterable, Mapping
from typing import Final

from routing.case.handover import Handover
from routing.case.repository import StepSince
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


def cannot_take(state: State, possible: list[Step]) -> str:
    """What the state is, and what can be done in it."""
    can = ", ".join(
        STEPS[step].infinitive for step in possible if STEPS[step].taken_by != {Party.SYSTEM}
    )
    return f"De overdracht is {STATES[state]}. Dit kan nu: {can or 'niets meer'}."


CONFIRMED: Final = {
    True: "De aanbieder bevestigt het contact.",
    False: "De aanbieder zegt dat er geen contact was.",
    None: "De aanbieder bevestigde het contact niet.",
}


def warmth_of(handover: Handover) -> str | None:
    """Warm or cold, and why; None until it is completed."""
    if handover.state is not State.COMPLETED:
        return None
    if handover.warm:
        return f"Dit was een warme overdracht. {CONFIRMED[handover.contact_confirmed]}"
    return (
        f"Dit was geen warme overdracht: {_listed(each.label for each in handover.cold_because)}."
    )


def since_then(happened: Iterable[StepSince]) -> str:
    steps = [f"{STEPS[each.step].infinitive} (door {each.by or 'het loket'})" for each in happened]
    return f"Sindsdien: {', '.join(steps)}." if steps else ""


def _listed(reasons: Iterable[str]) -> str:
    *most, last = reasons
    return f"{', '.join(most)} en {last}" if most else last
