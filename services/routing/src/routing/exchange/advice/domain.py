"""Advice between organisations, asked and unasked, with a term for each answer (S1, P08)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from chassis.life_cycle import outcome_of
from contracts.vocabulary import AdviceResponse, Theme


class AdviceState(StrEnum):
    REQUESTED = "requested"
    ISSUED = "issued"
    ANSWERED = "answered"


class AdviceStep(StrEnum):
    REQUEST = "request"
    ISSUE = "issue"
    REMIND = "remind"
    """By the system: the term ended without an answer."""
    ANSWER = "answer"


class AdviceParty(StrEnum):
    ADVISER = "adviser"
    ADVISED = "advised"
    SYSTEM = "system"


ALLOWED: Final[Mapping[AdviceState, Mapping[AdviceStep, AdviceState]]] = {
    AdviceState.REQUESTED: {
        AdviceStep.REMIND: AdviceState.REQUESTED,
        AdviceStep.ISSUE: AdviceState.ISSUED,
    },
    AdviceState.ISSUED: {
        AdviceStep.REMIND: AdviceState.ISSUED,
        AdviceStep.ANSWER: AdviceState.ANSWERED,
    },
    AdviceState.ANSWERED: {},
}

TAKEN_BY: Final[Mapping[AdviceStep, AdviceParty]] = {
    AdviceStep.REQUEST: AdviceParty.ADVISED,
    AdviceStep.ISSUE: AdviceParty.ADVISER,
    AdviceStep.REMIND: AdviceParty.SYSTEM,
    AdviceStep.ANSWER: AdviceParty.ADVISED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """`members`: on behalf of how many it is, when an office speaks for them (S2, R02)."""

    advice_id: UUID
    municipality_code: str
    theme: Theme
    adviser_organisation_id: UUID
    advised_organisation_id: UUID
    solicited: bool
    signal_id: UUID | None
    """What it is about, when it comes from a signal."""
    begun_at: datetime
    state: AdviceState
    version: int = 1
    members: int | None = None
    response: AdviceResponse | None = None
    due_at: datetime | None
    overdue: bool = False

    @property
    def waits_for_organisation_id(self) -> UUID | None:
        match self.state:
            case AdviceState.REQUESTED:
                return self.adviser_organisation_id
            case AdviceState.ISSUED:
                return self.advised_organisation_id
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceMove:
    """A step with what it needs."""

    step: AdviceStep
    members: int | None = None
    response: AdviceResponse | None = None


def take(advice: Advice, move: AdviceMove, ends: datetime) -> Advice:
    """The advice after the step; `ends`: when a term that starts now does."""
    state = outcome_of(ALLOWED, advice.state, move.step)
    version = advice.version + 1
    if move.step is AdviceStep.REMIND:
        return replace(advice, version=version, overdue=True)
    return replace(
        advice,
        state=state,
        version=version,
        members=move.members or advice.members,
        response=move.response,
        due_at=None if state is AdviceState.ANSWERED else ends,
        overdue=False,
    )
