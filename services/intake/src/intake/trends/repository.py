"""What was asked, by month, as it stood on the last day of each month."""

from collections.abc import Iterable
from uuid import UUID

from chassis.clocks.calendar import Month
from contracts.vocabulary import ProviderKind, Theme
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.trends.domain import Asked

# A theme that changed later does not count: what was told once stays as it was.
ASKED = text("""
    SELECT municipality_code, known.theme, provider_kind, provider_id,
           CAST(extract(year FROM month) AS integer) AS year,
           CAST(extract(month FROM month) AS integer) AS month_number,
           CAST(count(*) AS integer) AS questions
    FROM questions
    CROSS JOIN LATERAL (
        SELECT date_trunc('month', received_at AT TIME ZONE 'Europe/Amsterdam') AS month
    ) AS received
    CROSS JOIN LATERAL (
        SELECT changes ->> 'theme' AS theme FROM question_steps
        WHERE question_id = questions.id AND changes ->> 'theme' IS NOT NULL
          AND at < (month + interval '1 month') AT TIME ZONE 'Europe/Amsterdam'
        ORDER BY question_steps.id DESC LIMIT 1
    ) AS known
    WHERE municipality_code = ANY(CAST(:municipality_codes AS text[]))
      AND received_at >= :since AND received_at < :before
    GROUP BY municipality_code, known.theme, provider_kind, provider_id, month
""")


class Trends:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def asked(
        self, municipality_codes: Iterable[str], since: Month, before: Month
    ) -> list[Asked]:
        rows = await self.db.execute(
            ASKED,
            {
                "municipality_codes": sorted(municipality_codes),
                "since": since.begins_at,
                "before": before.begins_at,
            },
        )
        return [
            Asked(
                row.municipality_code,
                Theme.read(row.theme),
                ProviderKind.read(row.provider_kind),
                Month(row.year, row.month_number),
                UUID(str(row.provider_id)),
                row.questions,
            )
            for row in rows
        ]
