"""A network as large as the country: made in the database itself, and questions to it."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import asyncpg
from contracts.vocabulary import ConsentGround, ProviderKind, Theme
from routing.case.decision import Case
from routing.case.question import Question

MUNICIPALITIES = 342
ORGANISATIONS = 5_000
AGREEMENTS = 20_000
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

NETWORK = Path(__file__).with_suffix(".sql")


async def make(db: asyncpg.Connection) -> None:
    await db.execute("SELECT set_config('bench.themes', $1, false)", ",".join(Theme))
    await db.execute(NETWORK.read_text())


def ask(number: int, random: Random) -> list[Case]:
    """From everywhere, about everything."""
    return [Case(_question(random)) for _ in range(number)]


def _question(random: Random) -> Question:
    return Question(
        question_id=UUID(int=random.getrandbits(128)),
        municipality_code=f"GM{random.randint(1, MUNICIPALITIES):04}",
        theme=random.choice(list(Theme)),
        provider_id=UUID(int=random.getrandbits(128)),
        provider_kind=random.choice(list(ProviderKind)),
        received_by_organisation_id=None,
        details_ref="bench",
        consent=ConsentGround.CONSENT_GIVEN,
    )
