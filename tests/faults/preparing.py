"""What the services' commands do before they run, in this process: it saves starting seven."""

import asyncio
from uuid import UUID, uuid5

from chassis.database.engine import create_single, disposing
from chassis.database.migrations import upgrade
from chassis.kafka import topics
from chassis.kafka.partners import Partner, register
from contracts.catalogue import Topic
from local_runtime.environment import SERVICES, Places

NETWORK = UUID("2f9f7f6e-2d0e-4a58-9d5c-0a6a5c5f1a77")
PARTNERS = {
    slug: Partner(slug, f"urn:nld:kvknr:0000000{number}:systeem:fouten", uuid5(NETWORK, slug))
    for number, slug in enumerate(("sportraad-een", "sportraad-twee"), start=1)
}


def all_topics() -> list[Topic]:
    return [
        *topics.of_services(),
        *(topic for slug in PARTNERS for topic in topics.of_partner(slug)),
    ]


async def prepare_kafka(address: str) -> None:
    await topics.create(address, all_topics(), 1)


async def migrate_all(places: Places) -> None:
    for service in SERVICES:
        url = places.database(service, "postgresql+asyncpg")
        await asyncio.to_thread(upgrade, service, url)
    intake = places.database("intake", "postgresql+asyncpg")
    async with disposing(create_single(intake, "faults")) as engine, engine.begin() as db:
        for partner in PARTNERS.values():
            await register(db, partner)
