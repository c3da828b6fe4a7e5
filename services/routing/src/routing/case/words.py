"""The Dutch that people read."""

from collections.abc import Mapping
from typing import Final

from routing.case.lifecycle import TAKEN_BY, Party, State, Step

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

STEPS: Final[Mapping[Step, str]] = {
    Step.REQUEST: "aanvragen",
    Step.ACKNOWLEDGE: "ontvangst melden",
    Step.REQUEST_INFORMATION: "om informatie vragen",
    Step.PROVIDE_INFORMATION: "informatie geven",
    Step.ACCEPT: "accepteren",
    Step.DECLINE: "weigeren",
    Step.EXPIRE: "laten verlopen",
    Step.MAKE_CONTACT: "contact melden",
    Step.REPORT_PROGRESS: "voortgang melden",
    Step.PUT_ON_HOLD: "aanhouden",
    Step.RESUME: "hervatten",
    Step.RETURN: "teruggeven",
    Step.COMPLETE: "afronden",
    Step.FAIL: "als mislukt melden",
    Step.REQUEST_CANCELLATION: "om intrekking vragen",
    Step.CONFIRM_CANCELLATION: "intrekking bevestigen",
    Step.CANCEL: "intrekken",
}


def cannot(state: State, possible: list[Step]) -> str:
    """What the state is, and what can be done in it."""
    can = ", ".join(STEPS[step] for step in possible if TAKEN_BY[step] != {Party.SYSTEM})
    return f"De overdracht is {STATES[state]}. Dit kan nu: {can or 'niets meer'}."
