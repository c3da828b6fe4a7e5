"""What many ask about: where people may see a signal (S1, P09)."""

from dataclasses import dataclass
from uuid import UUID

from chassis.clocks.calendar import Quarter
from chassis.small_numbers import FEWEST
from contracts.vocabulary import PolicyDomain, Theme
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# In fives, downwards: who looks twice cannot tell the few who asked in between.
ASKED = text("""
    SELECT theme, count(*) / :fewest * :fewest AS questions,
           count(DISTINCT provider_id) / :fewest * :fewest AS providers
    FROM questions
    WHERE municipality_code = :code AND received_at >= :begins_at AND received_at < :ends_at
    GROUP BY theme HAVING count(DISTINCT provider_id) >= :fewest
    ORDER BY providers DESC, theme
""")

OPEN = text("""
    SELECT theme, policy_domain, array_agg(signal_id ORDER BY reported_at, signal_id) AS signal_ids
    FROM signals
    WHERE municipality_code = :code AND state IN ('reported', 'clustered')
    GROUP BY theme, policy_domain
    ORDER BY theme, policy_domain NULLS FIRST
""")


@dataclass(frozen=True, slots=True)
class Asked:
    """At least so many, rounded down to fives."""

    theme: Theme
    questions: int
    providers: int


@dataclass(frozen=True, slots=True)
class OpenSignals:
    theme: Theme
    policy_domain: PolicyDomain | None
    signal_ids: list[UUID]


@dataclass(frozen=True)
class SignalSuggestions:
    """Of one municipality."""

    db: AsyncConnection
    code: str

    async def asked_in(self, quarter: Quarter) -> list[Asked]:
        """The themes about which five providers or more asked."""
        period = {"begins_at": quarter.begins_at, "ends_at": quarter.ends_at}
        rows = await self.db.execute(ASKED, {"code": self.code, "fewest": FEWEST, **period})
        return [Asked(Theme.read(row.theme), row.questions, row.providers) for row in rows]

    async def open_signals(self) -> list[OpenSignals]:
        rows = await self.db.execute(OPEN, {"code": self.code})
        return [
            OpenSignals(
                Theme.read(row.theme),
                row.policy_domain and PolicyDomain.read(row.policy_domain),
                row.signal_ids,
            )
            for row in rows
        ]
