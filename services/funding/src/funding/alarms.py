"""What funding does when a term ends."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from chassis.clocks.alarms import rings
from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event

from funding.apply import apply
from funding.domain.application import Application, after_step
from funding.domain.change import DECISION_TERM, SUPPLEMENT_TERM, Change, clock
from funding.domain.life_cycle import Step
from funding.repository.applications import Applications

NOT_SUPPLIED: Final = "not_supplied_in_time"
"""Why an application is not considered when its term to supply ended."""


@rings(SUPPLEMENT_TERM)
async def end_supplement_terms(clocks: Sequence[Clock], work: Work) -> Sequence[Event]:
    """What was not supplied in time is not considered."""
    found = await Applications(work.db).lock([clock.subject for clock in clocks])
    late = [each for each in found.values() if _has_ended(each, SUPPLEMENT_TERM, work)]
    changes = [
        Change(
            each,
            after_step(each, Step.NOT_CONSIDER, work.now),
            Step.NOT_CONSIDER,
            reason=NOT_SUPPLIED,
        )
        for each in late
    ]
    return [event for _, event in await apply(changes, {}, work)]


@rings(DECISION_TERM)
async def end_decision_terms(clocks: Sequence[Clock], work: Work) -> Sequence[Event]:
    """A decision that is late is counted, and can be found (P14); it still has to be taken."""
    applications = Applications(work.db)
    found = await applications.lock([clock.subject for clock in clocks])
    late = [each for each in found.values() if _has_ended(each, DECISION_TERM, work)]
    await applications.save([replace(each, overdue=True) for each in late])
    return []


def _has_ended(application: Application, term: str, work: Work) -> bool:
    """Looked at under the lock: a step at the last moment wins."""
    running = clock(application)
    return running is not None and running[0] == term and running[1] <= work.now
