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
async def take_over_terms(facts: Sequence[TermsSet], work: Work) -> Sequence[Event]:
    """For clocks that start from now on."""
    await Network(work.db).keep_terms(facts)
    return []


async def _take_over_names(facts: Sequence[OrganisationFact], work: Work) -> Sequence[Event]:
    await Network(work.db).keep_organisations(facts)
    return []


NETWORK = [
    take_over_terms,
    hears(OrganisationRegistered)(_take_over_names),
    hears(OrganisationUpdated)(_take_over_names),
]
