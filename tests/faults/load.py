"""Clients of every kind, that ask for a while."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from uuid import UUID

from .answering import Organisations
from .asking import Applicants, PartnerClient, People
from .client import Client, RefusedError
from .history import Asked
from .preparing import PARTNERS
from .publisher import Publisher

PAUSE = 0.3  # seconds between two questions of the same asker, on average

Ask = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Load:
    organisations: Organisations
    askers: Sequence[Ask]
    chance: Random

    async def go_on(self, until: asyncio.Event) -> None:
        """Returns when everybody has an answer to what they asked."""
        await asyncio.gather(*(self._keep_asking(ask, until) for ask in self.askers))

    async def _keep_asking(self, ask: Ask, until: asyncio.Event) -> None:
        while not until.is_set():
            with suppress(RefusedError):  # it is on the list of errors
                await ask()
            with suppress(TimeoutError):
                await asyncio.wait_for(until.wait(), self.chance.uniform(0, 2 * PAUSE))


def make_load(
    client: Client,
    publisher: Publisher,
    asked: Asked,
    line_id: UUID,
    seed: str,
    silent: float,
    more: Sequence[Ask],
) -> Load:
    """The second of the partners publishes everything twice."""
    chance = Random(seed)
    people = People(client, asked, chance)
    applicants = Applicants(client, asked, chance, line_id)
    partners = [
        PartnerClient(partner, times, client, publisher, asked, chance)
        for times, partner in enumerate(PARTNERS.values(), start=1)
    ]
    askers: list[Ask] = [
        *(people.ask, people.ask),
        *(applicants.ask, applicants.ask, applicants.ask),
        *(partner.ask for partner in partners),
        *more,
    ]
    return Load(Organisations(client, asked, seed, silent), askers, chance)
