"""A page of routing's work list over HTTP, among 10,000 and 1,000,000 open questions."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any, Final

from chassis.database.migrations import upgrade
from chassis.process.testing import Running, running_as_it_is
from routing.service import service

from bench.open_cases import BIG_ORGANISATION, CODES, PERSON, fill
from bench.plan import Plan
from bench.results import Goal, Measurement, Series
from bench.servers import Servers

SIZES: Final = (10_000, 1_000_000)
GOAL: Final = 50.0  # milliseconds
PAGES: Final = 100
SAMPLED: Final = 3
"""One in so many of all lists that can be asked for: of these the first page is read."""
WALKS: Final = 20
"""Of these, so many are read page by page, up to the hundredth."""

FILTERS: Final[Sequence[dict[str, str]]] = tuple(
    {name: value for pair in pairs for name, value in pair.items()}
    for pairs in product(
        ({}, {"mine": "true"}, {"myOrganisation": "true"}),
        ({}, {"overdue": "true"}),
        ({}, {"withoutContact": "true"}),
        ({}, {"theme": "volunteers"}, {"theme": "other"}),
        ({}, {"municipalityCode": CODES[0]}, {"municipalityCode": CODES[-1]}),
        ({}, {"state": "accepted"}, {"state": "cancellation_requested"}),
        ({"sort": "due"}, {"sort": "received"}, {"sort": "changed"}),
    )
)


@dataclass(frozen=True)
class Asking:
    """Somebody with a scope, and what the list must hold."""

    who: str
    headers: dict[str, str]
    wishes: dict[str, str]


async def measure(servers: Servers, plan: Plan) -> Measurement:
    series: list[Series] = []
    notes: list[str] = []
    for size in (SIZES[0], plan.share_of(SIZES[1])):
        async with servers.empty_place("worklist") as place:
            await asyncio.to_thread(upgrade, service.name, place.database)
            async with place.connected() as db:
                await fill(db, size)
            async with running_as_it_is(service, place.database) as app:
                first, walked, worst = await _ask(app, Random(size))
        series.append(Series(f"the first page of {size:,}", "ms", first))
        series.append(Series(f"pages up to the 100th of {size:,}", "ms", walked))
        notes.append(f"The slowest of {size:,}: {worst}")
    goals = [Goal(f"95 % of {one.what}, ms", GOAL, one.p95, at_most=True) for one in series]
    return Measurement("worklist", "A page of 50 open cases over HTTP", series, goals, notes)


async def _ask(app: Running, random: Random) -> tuple[list[float], list[float], str]:
    askings = [
        Asking(who, headers, wishes)
        for who, headers in people(app.token).items()
        for wishes in FILTERS
    ]
    first: dict[float, Asking] = {}
    long: list[Asking] = []
    for asking in random.sample(askings, len(askings) // SAMPLED):
        took, following = await _page(app, asking, None)
        first[took] = asking
        long += [asking] if following else []
    chosen = random.sample(long, min(WALKS, len(long)))
    walked = [took for asking in chosen for took in await _walk(app, asking)]
    slowest = max(first)
    return list(first), walked, f"{slowest:.0f} ms: {first[slowest].who} {first[slowest].wishes}"


def people(token: Callable[..., dict[str, str]]) -> dict[str, dict[str, str]]:
    """Of few and many municipalities, of all, and of the organisation with most of the work."""
    own: dict[str, Any] = {"organisation_id": BIG_ORGANISATION, "subject": PERSON}
    return {
        "all municipalities": token("service", **own),
        "300 municipalities": token("coordinator", municipalities=CODES[:300], **own),
        "70 large municipalities": token("coordinator", municipalities=CODES[:70], **own),
        "70 small municipalities": token("coordinator", municipalities=CODES[-70:], **own),
        "the largest municipality": token("coordinator", municipalities=CODES[:1], **own),
        "an organisation": token("partner", **own),
    }


async def _walk(app: Running, asking: Asking) -> list[float]:
    times: list[float] = []
    cursor: str | None = None
    while len(times) < PAGES:
        took, cursor = await _page(app, asking, cursor)
        times.append(took)
        if cursor is None:
            break
    return times


async def _page(app: Running, asking: Asking, cursor: str | None) -> tuple[float, str | None]:
    """How long it took, in milliseconds, and where the next one begins."""
    wishes = asking.wishes | ({"cursor": cursor} if cursor else {})
    began = time.perf_counter()
    answer = await app.client.get("/v1/worklist", params=wishes, headers=asking.headers)
    took = 1000 * (time.perf_counter() - began)
    following: str | None = answer.raise_for_status().json()["cursor"]
    return took, following
