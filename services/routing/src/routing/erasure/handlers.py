"""What routing does when somebody's details are erased."""

from collections.abc import Sequence

from chassis.kafka.handlers import hears
from chassis.work import Work
from contracts.event import Event
from contracts.privacy import DataSubjectErased

from routing.erasure.repository import erase


@hears(DataSubjectErased)
async def forget(erased: Sequence[DataSubjectErased], work: Work) -> list[Event]:
    """The history of the handovers stays; who took part in them, and what was noted, does not."""
    await erase({erasure.provider_id for erasure in erased}, work.db)
    return []
