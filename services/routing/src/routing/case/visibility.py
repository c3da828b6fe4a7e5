"""Who sees what of a handover, in which state: one table, that every endpoint goes by.

A provider reads at intake and sees nothing here. What an organisation noted itself it always sees.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from chassis.http.caller import Caller, Role

from routing.case.handover import Handover
from routing.case.states import Party, State
from routing.shared.scope import Scope, coordinates


class Viewer(StrEnum):
    """What somebody is to a handover."""

    SENDER = "sender"
    RECEIVER = "receiver"
    OFFICE = "office"
    """The way in for entrepreneurs."""
    COORDINATOR = "coordinator"
    SERVICE = "service"
    ADMINISTRATOR = "administrator"
    OTHER = "other"


class Thing(StrEnum):
    STATE = "state"
    OUTCOME = "outcome"
    RECEIVER = "receiver"
    """By name."""
    DETAILS = "details"
    """Where the provider's question and contact details are."""
    NOTES = "notes"
    """Of the desk and of everybody."""
    EXPLANATION = "explanation"
    TIMELINE = "timeline"


ALWAYS: Final = frozenset(State)
NEVER: Final[frozenset[State]] = frozenset()
TAKEN_UP: Final = frozenset(
    {
        State.ACCEPTED,
        State.CONTACT_MADE,
        State.IN_PROGRESS,
        State.ON_HOLD,
        State.CANCELLATION_REQUESTED,
    }
)
"""From acceptance to the end: only where it was accepted, see `sees`."""

_NOTHING: Final = dict.fromkeys(Thing, NEVER)
_HOW_IT_GOES: Final = _NOTHING | dict.fromkeys(
    (Thing.STATE, Thing.OUTCOME, Thing.EXPLANATION, Thing.TIMELINE), ALWAYS
)

SEES: Final[Mapping[Viewer, Mapping[Thing, frozenset[State]]]] = {
    Viewer.SENDER: _HOW_IT_GOES | {Thing.RECEIVER: TAKEN_UP},
    Viewer.RECEIVER: _HOW_IT_GOES | {Thing.RECEIVER: TAKEN_UP, Thing.DETAILS: TAKEN_UP},
    Viewer.OFFICE: _HOW_IT_GOES,
    Viewer.COORDINATOR: dict.fromkeys(Thing, ALWAYS) | {Thing.RECEIVER: TAKEN_UP},
    Viewer.SERVICE: _HOW_IT_GOES | {Thing.RECEIVER: TAKEN_UP, Thing.DETAILS: ALWAYS},
    Viewer.ADMINISTRATOR: _NOTHING,
    Viewer.OTHER: _NOTHING,
}


def viewers(scope: Scope, handover: Handover) -> frozenset[Viewer]:
    """What who looks is to the handover: sometimes more than one thing."""
    own = scope.organisation_id
    covers = scope.covers(handover.municipality_code)
    is_it = {
        Viewer.SENDER: own is not None and own == handover.from_organisation_id,
        Viewer.RECEIVER: own is not None and own == handover.to_organisation_id,
        Viewer.OFFICE: own is not None and own == handover.via_organisation_id,
        Viewer.COORDINATOR: covers and Role.COORDINATOR in scope.roles,
        Viewer.SERVICE: covers and Role.SERVICE in scope.roles,
    }
    found = frozenset(viewer for viewer, holds in is_it.items() if holds)
    return found or frozenset({Viewer.OTHER})


def sees(scope: Scope, thing: Thing, handover: Handover) -> bool:
    return any(_sees(viewer, thing, handover) for viewer in viewers(scope, handover))


def _sees(viewer: Viewer, thing: Thing, handover: Handover) -> bool:
    when = SEES[viewer][thing]
    if handover.state not in when or (when is TAKEN_UP and handover.receiver_ref is None):
        return False
    agreed = handover.consent.allows_sharing
    return agreed or not (viewer is Viewer.RECEIVER and thing is Thing.DETAILS)


def parties(caller: Caller, handover: Handover) -> frozenset[Party]:
    """What the caller is to a handover; nothing for the office that it goes via."""
    own = caller.organisation_id
    is_part = {
        Party.RECEIVER: own is not None and own == handover.to_organisation_id,
        Party.SENDER: own is not None and own == handover.from_organisation_id,
        Party.COORDINATOR: coordinates(caller, handover.municipality_code),
    }
    return frozenset(party for party, is_it in is_part.items() if is_it)
