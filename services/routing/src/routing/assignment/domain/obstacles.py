"""Whether an organisation can be asked about a question, and if not why: in facts, not opinions."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from contracts.vocabulary import PlatformLevel

from routing.assignment.domain.capacity import NoRoom
from routing.assignment.domain.partner import Partner, most_of
from routing.case.explanation_record import Ground, NotAskedBecause
from routing.case.question import Question

LACKS: Final = {lack: NotAskedBecause(lack) for lack in NoRoom}


@dataclass(frozen=True, slots=True)
class Candidate:
    """`level`: on which a platform must work to be asked."""

    organisation_id: UUID
    ground: Ground
    level: PlatformLevel = PlatformLevel.EXECUTING


def obstacle_of(
    level: PlatformLevel, question: Question, partner: Partner, day: date, open_handovers: int
) -> NotAskedBecause | None:
    """The first thing that stands in the way of asking it; None when nothing does."""
    if bar := bar_to(partner, level, question):
        return bar
    helpers = partner.helpers(question)
    if helpers == []:
        return NotAskedBecause.NOT_QUALIFIED
    lack = partner.room.lack(day, open_handovers)
    if lack in (None, NoRoom.WAITING_LIST) and helpers:
        most = most_of(helpers)
        lack = NoRoom.FULL if most is not None and open_handovers >= most else lack
    return LACKS[lack] if lack else None


def bar_to(partner: Partner, level: PlatformLevel, question: Question) -> NotAskedBecause | None:
    """What no person can set aside either."""
    if partner.ended:
        return NotAskedBecause.LEFT_NETWORK
    if partner.is_platform and partner.levels is None:
        return NotAskedBecause.NO_PROFILE
    if not partner.works_on(level):
        return NotAskedBecause.OTHER_LEVEL
    return (
        NotAskedBecause.CONFLICT_OF_INTEREST if question.provider_id in partner.conflicts else None
    )
