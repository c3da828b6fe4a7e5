"""What becomes of a delivery after an attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

JITTER = 0.2
"""A retry comes up to this part later than the schedule says: not all at once."""
LONGEST_WAIT = timedelta(days=1)
"""However much later a receiver asks us to come back."""


class Means(StrEnum):
    MAIL = "mail"
    WEBHOOK = "webhook"


class State(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    HELD = "held"
    """Waits until its subscription is resumed."""


class Result(StrEnum):
    TAKEN = "taken"
    """The receiver's server has it now."""
    NOT_NOW = "not_now"
    NEVER = "never"
    """This message will not be taken, however often it is sent."""
    RETIRED = "retired"
    """The receiver takes nothing any more (410)."""
    NOT_TRIED = "not_tried"
    """What an attempt needs was away: the mail server, the vault with the address."""
    POINTLESS = "pointless"
    """There is nobody to send it to."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How an attempt went; `reason` is a code, `answered` the status of HTTP or SMTP."""

    result: Result
    reason: str | None = None
    answered: int | None = None
    come_back_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`wait`: until the next attempt; `suspends`: the whole subscription waits for a person."""

    state: State
    attempts: int
    wait: timedelta = timedelta(0)
    suspends: bool = False

    @property
    def final(self) -> bool:
        """Nothing more comes of it by itself, so that the next of its lane may go."""
        return self.state in {State.SENT, State.FAILED, State.SUPPRESSED}


def judge(
    attempt: Attempt, means: Means, before: int, schedule: Sequence[timedelta], chance: float
) -> Verdict:
    """`before`: attempts made earlier; `chance`: from 0 to 1, spreads the retries."""
    match attempt.result:
        case Result.TAKEN:
            return Verdict(State.SENT, before + 1)
        case Result.NEVER:
            return Verdict(State.FAILED, before + 1)
        case Result.POINTLESS:
            return Verdict(State.SUPPRESSED, before)
        case Result.RETIRED:
            return Verdict(State.HELD, before + 1, suspends=True)
        case Result.NOT_TRIED:
            return Verdict(State.PENDING, before, schedule[0])
    if before == len(schedule):
        return Verdict(State.FAILED, before + 1, suspends=means is Means.WEBHOOK)
    later = schedule[before] * (1 + JITTER * chance)
    asked = min(attempt.come_back_after or timedelta(0), LONGEST_WAIT)
    return Verdict(State.PENDING, before + 1, max(later, asked))
