"""The life of a signal, as tables: from what somebody hears to what is done about it (S1, P09)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from chassis.life_cycle import outcome_of
from contracts.vocabulary import OrganisationKind, PolicyDomain, Theme


class SignalState(StrEnum):
    REPORTED = "reported"
    CLUSTERED = "clustered"
    ON_AGENDA = "on_agenda"
    DISCUSSED = "discussed"
    TAKEN_UP = "taken_up"
    CLOSED = "closed"


class SignalStep(StrEnum):
    REPORT = "report"
    CLUSTER = "cluster"
    PUT_ON_AGENDA = "put_on_agenda"
    REMIND = "remind"
    """By the system: nothing happened for a term."""
    DISCUSS = "discuss"
    TAKE_UP = "take_up"
    CLOSE = "close"


class SignalParty(StrEnum):
    """What somebody is to a signal."""

    PARTNER = "partner"
    """An organisation that works in the municipality; to decide about signals, one in sport."""
    AGENDA_HOLDER = "agenda_holder"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


ALLOWED: Final[Mapping[SignalState, Mapping[SignalStep, SignalState]]] = {
    SignalState.REPORTED: {
        SignalStep.REMIND: SignalState.REPORTED,
        SignalStep.CLUSTER: SignalState.CLUSTERED,
    },
    SignalState.CLUSTERED: {
        SignalStep.REMIND: SignalState.CLUSTERED,
        SignalStep.CLUSTER: SignalState.CLUSTERED,
        SignalStep.PUT_ON_AGENDA: SignalState.ON_AGENDA,
    },
    SignalState.ON_AGENDA: {
        SignalStep.REMIND: SignalState.ON_AGENDA,
        SignalStep.DISCUSS: SignalState.DISCUSSED,
    },
    SignalState.DISCUSSED: {
        SignalStep.REMIND: SignalState.DISCUSSED,
        SignalStep.TAKE_UP: SignalState.TAKEN_UP,
        SignalStep.CLOSE: SignalState.CLOSED,
    },
    SignalState.TAKEN_UP: {},
    SignalState.CLOSED: {},
}

_TOGETHER: Final = frozenset({SignalParty.PARTNER, SignalParty.COORDINATOR})
_AT_THE_TABLE: Final = frozenset({SignalParty.AGENDA_HOLDER, SignalParty.COORDINATOR})
TAKEN_BY: Final[Mapping[SignalStep, frozenset[SignalParty]]] = {
    SignalStep.CLUSTER: _TOGETHER,
    SignalStep.PUT_ON_AGENDA: _TOGETHER,
    SignalStep.REMIND: frozenset({SignalParty.SYSTEM}),
    SignalStep.DISCUSS: _AT_THE_TABLE,
    SignalStep.TAKE_UP: _AT_THE_TABLE,
    SignalStep.CLOSE: _AT_THE_TABLE,
}

FOLLOWED: Final = frozenset(
    {
        SignalState.REPORTED,
        SignalState.CLUSTERED,
        SignalState.ON_AGENDA,
        SignalState.DISCUSSED,
    }
)
"""A clock runs until it is taken up or closed, also while it is on nobody's agenda."""

HOLDS_AN_AGENDA: Final = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.PLATFORM,
        OrganisationKind.SPORTS_COUNCIL,
        OrganisationKind.CORE_TEAM,
        OrganisationKind.SERVICE_ORGANISATION,
        OrganisationKind.DELIVERY_ORGANISATION,
        OrganisationKind.SPORTS_COMPANY,
    }
)
"""Platform, desk and municipality: who together turn signals into policy (S1, P07)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """`questions`: from how many it comes, None when it was reported by itself."""

    signal_id: UUID
    municipality_code: str
    by_organisation_id: UUID
    theme: Theme
    policy_domain: PolicyDomain | None
    questions: int | None
    reported_at: datetime
    state: SignalState = SignalState.REPORTED
    version: int = 1
    cluster_id: UUID | None = None
    agenda_of_organisation_id: UUID | None = None
    due_at: datetime | None = None
    """When it is reminded of."""

    @property
    def waits_for_organisation_id(self) -> UUID:
        """Who has it on the agenda; on nobody's, who reported it."""
        return self.agenda_of_organisation_id or self.by_organisation_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalMove:
    """A step with what it needs."""

    step: SignalStep
    cluster_id: UUID | None = None
    agenda_of_organisation_id: UUID | None = None


def take(signal: Signal, move: SignalMove, ends: datetime) -> Signal:
    """The signal after the step; `ends`: when a term that starts now does."""
    state = outcome_of(ALLOWED, signal.state, move.step)
    return replace(
        signal,
        state=state,
        version=signal.version + 1,
        cluster_id=move.cluster_id or signal.cluster_id,
        agenda_of_organisation_id=(
            move.agenda_of_organisation_id or signal.agenda_of_organisation_id
        ),
        due_at=ends if state in FOLLOWED else None,
    )
