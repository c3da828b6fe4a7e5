"""Questions that nobody was asked for, until somebody is."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import (
    QuestionClassified,
)
from contracts.passing_on import EscalationStarted
from contracts.routing import (
    HandoverRequested,
)
from contracts.vocabulary import Theme
from routing.handovers.handlers import route_questions
from routing_town import (
    DESK,
    FIRST,
    MONDAY,
    later,
    received,
    rule_entry,
    settle,
)
from sqlalchemy import text

WAVE = 500

WAITING_FOR_A_LOCK = text("""
    SELECT count(*) FROM pg_locks
    JOIN pg_database ON pg_database.oid = pg_locks.database AND datname = current_database()
    WHERE locktype = 'advisory' AND NOT granted
""")


@pytest.mark.requirement("P17")
async def test_a_question_without_a_rule_waits_and_goes_as_soon_as_there_is_one(
    app: Running,
) -> None:
    await settle(app)
    await app.hear(received())
    assert await app.announced_of(HandoverRequested) == []
    await settle(app, rule_entry(FIRST))
    await app.ring(MONDAY)
    [requested] = await app.announced_of(HandoverRequested)
    assert requested.to_organisation_id == FIRST


@pytest.mark.requirement("P19")
async def test_a_rule_of_tomorrow_takes_the_questions_that_wait_tomorrow(app: Running) -> None:
    await settle(app, rule_entry(FIRST, valid_from="2026-11-24"))
    await app.hear(received())
    await app.ring(MONDAY + timedelta(hours=12))
    assert await app.announced_of(HandoverRequested) == []
    await app.ring(MONDAY + timedelta(days=1))
    assert len(await app.announced_of(HandoverRequested)) == 1


async def test_a_reclassified_question_that_waits_finds_the_rule_for_its_theme(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST, theme="space"))
    question = received()
    await app.hear(question)
    [escalated] = await app.announced_of(EscalationStarted)
    assert (escalated.to_organisation_id, escalated.reason) == (DESK, "no_responder")
    themes = {"theme": Theme.SPACE, "previous_theme": Theme.VOLUNTEERS}
    await app.hear(later(question, QuestionClassified, **themes))
    assert len(await app.announced_of(HandoverRequested)) == 1


async def test_more_waiting_questions_than_go_at_once_are_all_placed(app: Running) -> None:
    await settle(app)
    await app.hear(*(received() for _ in range(WAVE)))
    await app.hear(*(received() for _ in range(7)))
    await settle(app, rule_entry(FIRST))
    await app.ring(MONDAY)
    assert len(await app.announced_of(HandoverRequested)) == WAVE + 7


async def test_the_municipality_itself_decides_where_no_rule_was_ever_recorded(
    app: Running,
) -> None:
    town_hall = uuid4()
    entry = {"kind": "municipality", "name": "Gemeente", "municipality_codes": ["GM0002"]}
    path, administrator = f"/v1/organisations/{town_hall}", app.token("administrator")
    await app.client.put(path, json=entry, headers=administrator)
    await app.hear(received(municipality_code="GM0002"))
    [escalated] = await app.announced_of(EscalationStarted)
    assert escalated.to_organisation_id == town_hall


async def test_a_question_that_comes_while_its_rule_is_recorded_is_not_forgotten(
    app: Running,
) -> None:
    await settle(app)
    async with app.begin() as work:
        await route_questions([received()], work)
        recording = asyncio.create_task(settle(app, rule_entry(FIRST)))
        while not (await work.db.execute(WAITING_FOR_A_LOCK)).scalar_one():
            pass  # each look lets the other go on
    await recording
    await app.ring(MONDAY)
    assert len(await app.announced_of(HandoverRequested)) == 1
