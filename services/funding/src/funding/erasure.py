"""What funding does when somebody's details are erased."""

from collections.abc import Sequence

from chassis.kafka.handlers import hears
from chassis.work import Work
from contracts.event import Event
from contracts.privacy import DataSubjectErased

from funding.repository.vault import Vault


@hears(DataSubjectErased)
async def forget(erased: Sequence[DataSubjectErased], work: Work) -> list[Event]:
    """What was written in applications for the provider goes; amounts and decisions stay."""
    await Vault(work.db).erase({one.provider_id for one in erased})
    return []
