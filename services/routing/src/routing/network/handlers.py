"""What the register hears: which providers there are."""

from collections.abc import Sequence

from chassis.kafka.handlers import hears
from chassis.work import Work
from contracts.event import Event
from contracts.providers import ProviderRegistered

from routing.network.repository.providers import learn


@hears(ProviderRegistered)
async def know_providers(providers: Sequence[ProviderRegistered], work: Work) -> list[Event]:
    """For the figures of their organisations."""
    await learn(providers, work.now, work.db)
    return []
