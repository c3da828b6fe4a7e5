"""What people read in a work list."""

from collections.abc import Mapping
from typing import Final

from routing.worklist.case_status import Action, CaseState

CASE_STATES: Final[Mapping[CaseState, str]] = {
    CaseState.WAITING: "wacht op een besluit",
    CaseState.AWAITING_PROVIDER: "wacht op de aanbieder",
    CaseState.REQUESTED: "overdracht gevraagd",
    CaseState.ACKNOWLEDGED: "overdracht ontvangen",
    CaseState.INFO_REQUESTED: "wacht op informatie",
    CaseState.ACCEPTED: "overgenomen",
    CaseState.CONTACT_MADE: "in contact",
    CaseState.IN_PROGRESS: "in uitvoering",
    CaseState.ON_HOLD: "aangehouden",
    CaseState.CANCELLATION_REQUESTED: "intrekking gevraagd",
    CaseState.ANSWERED: "beantwoord",
}

ACTIONS: Final[Mapping[Action, str]] = {
    Action.DECIDE: "besluiten wie de vraag oppakt",
    Action.PROVIDE_INFORMATION: "informatie geven",
    Action.SAY_WHETHER_IT_HELPED: "laten weten of het antwoord hielp",
    Action.ACKNOWLEDGE: "de ontvangst melden",
    Action.ACCEPT: "de vraag overnemen of weigeren",
    Action.MAKE_CONTACT: "contact leggen met de aanbieder",
    Action.REPORT_PROGRESS: "voortgang melden",
    Action.COMPLETE: "de vraag afronden",
    Action.RESUME: "de vraag weer oppakken",
    Action.CONFIRM_CANCELLATION: "de intrekking bevestigen",
}
