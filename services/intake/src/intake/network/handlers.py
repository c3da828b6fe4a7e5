"""What intake takes over from the network."""

from collections.abc import Sequence

from chassis.kafka.handlers import hears
from chassis.work import Work
from contracts.event import Event
from contracts.network import (
    OrganisationFact,
    OrganisationRegistered,
    OrganisationUpdated,
    TermsSet,
)

from intake.network.repository import Network


@hears(TermsSet)
async def take_over_terms(said: Sequence[TermsSet], work: Work) -> Sequence[Event]:
    """For clocks that start from now on."""
    await Network(work.db).keep_terms(said)
    return []


async def _take_over_names(said: Sequence[OrganisationFact], work: Work) -> Sequence[Event]:
    await Network(work.db).keep_organisations(said)
    return []


NETWORK = [
    take_over_terms,
    hears(OrganisationRegistered)(_take_over_names),
    hears(OrganisationUpdated)(_take_over_names),
]
