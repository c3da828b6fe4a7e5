"""Whether a contender's books are right: every event once, to the cent, in order per pot."""

from collections.abc import Mapping

import asyncpg

STATE = "SELECT coalesce(sum(total_cents), 0), coalesce(sum(version), 0) FROM pots"
SAID = """
    SELECT count(*), coalesce(bool_and(version = place), true) FROM (
        SELECT (convert_from(value, 'UTF8')::jsonb #>> '{data,version}')::integer AS version,
               row_number() OVER (PARTITION BY key ORDER BY id) AS place
        FROM outbox
    ) AS said
"""


class WrongBooks(Exception):
    """What a contender kept or announced is not what it was sent."""


async def check(db: asyncpg.Connection, sent: Mapping[str, int], *, whole: bool) -> None:
    """`sent`: cents by event id; `whole`: not only what was heard, but all of it."""
    heard = [row["event_id"] for row in await db.fetch("SELECT event_id FROM inbox")]
    cents, versions = await db.fetchrow(STATE)
    said, in_order = await db.fetchrow(SAID)
    found = {
        "events heard": (len(heard), len(sent) if whole else len(heard)),
        "cents": (cents, sum(sent[event_id] for event_id in heard)),
        "versions": (versions, len(heard)),
        "announced": (said, len(heard)),
        "in order": (in_order, True),
    }
    wrong = {what: pair for what, pair in found.items() if pair[0] != pair[1]}
    if wrong:
        raise WrongBooks(f"found and expected: {wrong}")
