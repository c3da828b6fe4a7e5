"""A database full of open cases, as uneven as a country is."""

import asyncpg
from chassis.database.bulk import POSTGRESQL
from contracts.vocabulary import Theme
from routing.worklist.buckets import BUCKETS
from routing.worklist.tables import worklist
from sqlalchemy.schema import CreateIndex

CODES = [f"GM{number:04d}" for number in range(1, 343)]
"""The largest first."""
BIG_ORGANISATION = "00000000-0000-0000-0000-000000000001"
PERSON = "person-1"

# The larger the power, the more the first ones have: a municipality has up to 5 % of all cases,
# an organisation up to 6 %, a theme between a quarter and 3 %.
DRAWN = """
    CREATE TABLE drawn AS
    SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(number), 12, '0'))::uuid AS question_id,
        ($1::text[])[1 + floor(342 * random() ^ 2)::int] AS municipality_code,
        ($2::text[])[1 + floor(16 * random() ^ 2)::int] AS theme,
        1 + floor($3::int * random() ^ 1.5)::int AS kind,
        now() - random() * interval '60 days' AS received_at,
        random() AS of_term,
        lpad((1 + floor(5000 * random() ^ 3))::text, 12, '0') AS receiver,
        lpad((1 + floor(2000 * random() ^ 3))::text, 12, '0') AS sender,
        1 + floor(1000 * random())::int AS person
    FROM generate_series(1, $4::int) AS number
"""

QUESTIONS = """
    INSERT INTO questions (question_id, municipality_code, theme, provider_id, provider_kind,
        details_ref, consent, ended, escalations, version, kind, received_at)
    SELECT question_id, municipality_code, theme, question_id, 'club',
        'details', 'consent_given', false, 0, 1, 'question', received_at
    FROM drawn
"""

CASES = """
    INSERT INTO worklist
    SELECT question_id, municipality_code, theme, state, contact, late,
        CASE state WHEN 'waiting' THEN 'desk' WHEN 'answered' THEN 'provider'
            WHEN 'awaiting_provider' THEN 'provider' ELSE 'organisation' END,
        CASE WHEN state IN ('waiting', 'answered', 'awaiting_provider') THEN NULL
            ELSE ('00000000-0000-0000-0000-' || receiver)::uuid END,
        'decide', 'decision_term',
        now() + (CASE WHEN late THEN -1 ELSE 1 END) * of_term * interval '28 days',
        received_at, received_at + of_term * (now() - received_at), 1,
        ('00000000-0000-0000-0000-' || receiver)::uuid,
        CASE WHEN person > 300 THEN ('00000000-0000-0000-0000-' || sender)::uuid END,
        CASE WHEN person > 900 THEN ('00000000-0000-0000-0000-' || sender)::uuid END,
        CASE WHEN person <= 200 THEN 'person-' || person END
    FROM drawn
    JOIN unnest($1::text[], $2::bool[], $3::bool[]) WITH ORDINALITY
        AS kinds (state, contact, late, kind) USING (kind)
"""


async def fill(db: asyncpg.Connection, size: int) -> None:
    """The indexes come last: they are made ten times as fast."""
    await db.execute("SELECT setseed(0.4)")
    for index in worklist.indexes:
        await db.execute(f"DROP INDEX {index.name}")
    await db.execute(DRAWN, CODES, [theme.value for theme in Theme], len(BUCKETS), size)
    await db.execute(QUESTIONS)
    states, contacts, lates = zip(*BUCKETS, strict=True)
    await db.execute(CASES, [state.value for state in states], list(contacts), list(lates))
    for index in worklist.indexes:
        await db.execute(str(CreateIndex(index).compile(dialect=POSTGRESQL)))
    await db.execute("DROP TABLE drawn")
    await db.execute("VACUUM ANALYZE")
