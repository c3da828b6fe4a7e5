"""What people read about cases."""

from collections.abc import Mapping
from typing import Final

from routing.case.lifecycle import Step

_OF_QUESTIONS: Final[Mapping[str, str]] = {
    "question_received": "vraag ontvangen",
    "question_classified": "ander thema gekozen",
    "question_diverted": "vraag doorverwezen",
    "question_merged": "samengevoegd met een andere vraag",
    "question_unmerged": "losgemaakt van een andere vraag",
    "question_withdrawn": "vraag ingetrokken",
    "question_reopened": "vraag heropend",
    "question_answered": "vraag beantwoord",
    "question_closed": "vraag gesloten",
    "consent_recorded": "toestemming vastgelegd",
    "information_requested": "informatie gevraagd aan de aanbieder",
    "information_provided": "informatie gekregen van de aanbieder",
    "provider_silent": "de aanbieder reageerde niet op tijd",
    "escalated": "opgeschaald",
    "waits": "wacht op een besluit",
    "rerouted": "door het loket naar een ander gestuurd",
    "assigned": "toegewezen",
    "unassigned": "toewijzing weggehaald",
    "noted": "notitie geschreven",
}
_OF_HANDOVERS: Final[Mapping[Step, str]] = {
    Step.REQUEST: "overdracht gevraagd",
    Step.ACKNOWLEDGE: "ontvangst gemeld",
    Step.REQUEST_INFORMATION: "om informatie gevraagd",
    Step.PROVIDE_INFORMATION: "informatie gegeven",
    Step.ACCEPT: "overgenomen",
    Step.DECLINE: "geweigerd",
    Step.EXPIRE: "verlopen",
    Step.MAKE_CONTACT: "contact gelegd",
    Step.REPORT_PROGRESS: "voortgang gemeld",
    Step.PUT_ON_HOLD: "aangehouden",
    Step.RESUME: "hervat",
    Step.RETURN: "teruggegeven",
    Step.COMPLETE: "afgerond",
    Step.FAIL: "mislukt",
    Step.REQUEST_CANCELLATION: "om intrekking gevraagd",
    Step.CONFIRM_CANCELLATION: "intrekking bevestigd",
    Step.CANCEL: "ingetrokken",
}
ENTRIES: Final[Mapping[str, str]] = {
    **_OF_QUESTIONS,
    **{step.value: words for step, words in _OF_HANDOVERS.items()},
}
