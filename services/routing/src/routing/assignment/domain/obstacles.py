"""Whether an organisation can be asked about a question, and if not why: in facts, not opinions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from contracts.vocabulary import PlatformLevel

from routing.assignment.domain.capacity import NoRoom
from routing.assignment.domain.commitments import Ground
from routing.assignment.domain.partner import Partner, most_of
from routing.case.question import Question


class PassedOver(StrEnum):
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


LACKS: Final = {lack: PassedOver(lack) for lack in NoRoom}


@dataclass(frozen=True, slots=True)
class Candidate:
    """`level`: on which a platform must work to be asked."""

    organisation_id: UUID
    ground: Ground
    level: PlatformLevel = PlatformLevel.EXECUTING


@dataclass(frozen=True, slots=True)
class Weighed:
    """`passed_over` None: it was asked; `open_handovers` None: its work was not compared."""

    organisation_id: UUID
    ground: Ground
    passed_over: PassedOver | None
    open_handovers: int | None


def hindrance(
    level: PlatformLevel, question: Question, partner: Partner, day: date, open_handovers: int
) -> PassedOver | None:
    """The first thing that stands in the way of asking it; None when nothing does."""
    if bar := bar_to(partner, level, question):
        return bar
    helpers = partner.helpers(question)
    if helpers == []:
        return PassedOver.NOT_QUALIFIED
    lack = partner.room.lack(day, open_handovers)
    if lack in (None, NoRoom.WAITING_LIST) and helpers:
        most = most_of(helpers)
        lack = NoRoom.FULL if most is not None and open_handovers >= most else lack
    return LACKS[lack] if lack else None


def bar_to(partner: Partner, level: PlatformLevel, question: Question) -> PassedOver | None:
    """What no person can set aside either."""
    if partner.ended:
        return PassedOver.LEFT_NETWORK
    if partner.is_platform and partner.levels is None:
        return PassedOver.NO_PROFILE
    if not partner.works_on(level):
        return PassedOver.OTHER_LEVEL
    return PassedOver.CONFLICT_OF_INTEREST if question.provider_id in partner.conflicts else None
