"""Who sees what of a question, in which state: one table, that every endpoint goes by (S1, P03)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from chassis.http.caller import Caller, Role

from intake.questions.life_cycle import TERMINAL, State
from intake.questions.question import Question


class Viewer(StrEnum):
    """What somebody is to a question."""

    ASKER = "asker"
    """By the private link, without an account."""
    SENDER = "sender"
    """The organisation that received it and sent it on."""
    ASKED = "asked"
    """The organisation that was asked to take it over, and has not said whether it does."""
    RECEIVER = "receiver"
    """The organisation that took it over: from acceptance on, not before."""
    COORDINATOR = "coordinator"
    SERVICE = "service"
    OTHER = "other"


class Thing(StrEnum):
    STATE = "state"
    """With its theme, who has the next action, and by when."""
    OUTCOME = "outcome"
    DETAILS = "details"
    """Who asks, how to reach them, and what they wrote."""
    REMARKS = "remarks"
    """What desk and asker wrote to each other later."""
    HISTORY = "history"
    """Every step, and who took it."""


ALWAYS: Final = frozenset(State)
NEVER: Final[frozenset[State]] = frozenset()
OPEN: Final = frozenset(State) - TERMINAL
"""No organisation has a purpose left once the question is done."""
BELONGS_HERE: Final = frozenset(State) - {State.DIVERTED}
NOT_YET_ACCEPTED: Final = frozenset({State.ROUTED, State.AWAITING_PROVIDER})
"""In which who was asked may ask to know more, and read what comes of that."""

_NOTHING: Final = dict.fromkeys(Thing, NEVER)
_HOW_IT_GOES: Final = _NOTHING | {Thing.STATE: ALWAYS, Thing.OUTCOME: ALWAYS}

SEES: Final[Mapping[Viewer, Mapping[Thing, frozenset[State]]]] = {
    Viewer.ASKER: _HOW_IT_GOES | {Thing.REMARKS: ALWAYS},
    Viewer.SENDER: _HOW_IT_GOES | {Thing.DETAILS: OPEN},
    Viewer.ASKED: _NOTHING | {Thing.REMARKS: NOT_YET_ACCEPTED},
    Viewer.RECEIVER: _HOW_IT_GOES | {Thing.DETAILS: OPEN, Thing.REMARKS: OPEN},
    Viewer.COORDINATOR: dict.fromkeys(Thing, ALWAYS)
    | dict.fromkeys((Thing.DETAILS, Thing.REMARKS), BELONGS_HERE),
    Viewer.SERVICE: _HOW_IT_GOES | {Thing.DETAILS: ALWAYS},
    Viewer.OTHER: _NOTHING,
}

PERSONAL: Final = frozenset({Thing.DETAILS, Thing.REMARKS})
"""Passed on to who takes the question over with consent, or because the law says so (S1, P18)."""


def viewers(caller: Caller, question: Question) -> frozenset[Viewer]:
    """What a caller is to the question: sometimes more than one thing."""
    covers = caller.may_see(question.municipality_code)
    is_it = {
        Viewer.SENDER: caller.speaks_for(question.received_by_organisation_id),
        Viewer.ASKED: caller.speaks_for(question.asked_organisation_id),
        Viewer.RECEIVER: caller.speaks_for(question.owner_organisation_id),
        Viewer.COORDINATOR: covers and Role.COORDINATOR in caller.roles,
        Viewer.SERVICE: covers and Role.SERVICE in caller.roles,
    }
    found = frozenset(viewer for viewer, holds in is_it.items() if holds)
    return found or frozenset({Viewer.OTHER})


def sees(viewer: Viewer, thing: Thing, question: Question) -> bool:
    if viewer in {Viewer.ASKED, Viewer.RECEIVER} and thing in PERSONAL:
        return question.consent.allows_sharing and question.state in SEES[viewer][thing]
    return question.state in SEES[viewer][thing]


def may_see(caller: Caller, thing: Thing, question: Question) -> bool:
    return any(sees(viewer, thing, question) for viewer in viewers(caller, question))
