"""What was compared when somebody was looked for: kept, so that the choice can be explained."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Basis(StrEnum):
    """What says that an organisation may be asked."""

    RULE = "routing_rule"
    MATRIX = "responsibility_matrix"
    AGREEMENT = "working_agreement"
    ADVISER = "local_sport_adviser"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Ground:
    """A version of a rule, a matrix or an agreement, or a person's decision."""

    basis: Basis
    ground_id: UUID
    version: int


class NotAskedBecause(StrEnum):
    """Why an organisation was not the one that was asked (S1, P27)."""

    ASKED_BEFORE = "asked_before"
    LEFT_NETWORK = "left_network"
    NO_PROFILE = "no_profile"
    OTHER_LEVEL = "other_level"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    NOT_QUALIFIED = "not_qualified"
    CLOSED = "closed"
    ABSENT = "absent"
    FULL = "full"
    WAITING_LIST = "waiting_list"
    LATER_IN_ORDER = "later_in_order"
    MORE_OPEN_WORK = "more_open_work"
    ASKED_LATER = "asked_later"
    SAME_FOOTING = "same_footing"
    """As busy and as long idle: the one with the lowest id was asked."""


@dataclass(frozen=True, slots=True)
class ComparedCandidate:
    """`passed_over` None: it was asked; `open_handovers` None: its work was not compared."""

    organisation_id: UUID
    ground: Ground
    passed_over: NotAskedBecause | None
    open_handovers: int | None


@dataclass(frozen=True, slots=True)
class ExplanationRecord:
    """`handover_id` None: nobody could be asked; `ground` None: nothing says who could."""

    consideration_id: UUID
    question_id: UUID
    handover_id: UUID | None
    ground: Ground | None
    weighed: tuple[ComparedCandidate, ...]
