"""What people read about cases."""

from collections.abc import Mapping
from typing import Final

from routing.case.steps import STEPS

_OF_QUESTIONS: Final[Mapping[str, str]] = {
    "question_received": "vraag ontvangen",
    "question_classified": "ander thema gekozen",
    "question_diverted": "vraag doorverwezen",
    "question_merged": "samengevoegd met een andere vraag",
    "question_unmerged": "losgemaakt van een andere vraag",
    "question_withdrawn": "vraag ingetrokken",
    "question_taken_back": "door het loket teruggenomen",
    "question_reopened": "vraag heropend",
    "question_answered": "vraag beantwoord",
    "question_closed": "vraag gesloten",
    "consent_recorded": "toestemming vastgelegd",
    "contact_confirmed": "de aanbieder zei of er contact was",
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
ENTRIES: Final[Mapping[str, str]] = {
    **_OF_QUESTIONS,
    **{step.value: declared.past for step, declared in STEPS.items()},
}
