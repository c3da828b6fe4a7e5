"""What notifications does when somebody's details are erased."""

from collections.abc import Collection

from chassis.work import Work
from contracts.event import Fact
from contracts.privacy import DataSubjectErased

from notifications.repository.providers import Providers


async def forget(facts: Collection[Fact], work: Work) -> None:
    """Nobody can be written to any more, by what waits to be sent nor by what comes."""
    erased = {fact.provider_id for fact in facts if isinstance(fact, DataSubjectErased)}
    if erased:
        await Providers(work.db).forget(erased)
