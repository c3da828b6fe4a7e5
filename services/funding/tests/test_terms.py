"""Terms that end by themselves: supplements, and decisions that are late."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from chassis.process.testing import Running, running_on
from contracts.funding import ApplicationNotConsidered, SupplementRequested
from funding.service import service
from funding.settings import Settings
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from .desk import Desk

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(app: Running) -> Desk:
    app.now = MONDAY
    return Desk(app)


async def overdue(desk: Desk) -> list[str]:
    found = await desk.get("/applications?overdue=true")
    return [one["id"] for one in found["applications"]]


@pytest.mark.requirement("P14")
async def test_a_decision_is_due_within_four_weeks_and_late_after_that(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 5_000_00)
    await desk.steps(application_id, "check", "admit")
    shown = await desk.get(f"/applications/{application_id}")
    by = datetime.fromisoformat(shown["next"]["by"])
    assert by == datetime(2026, 11, 30, 23, tzinfo=UTC)
    await desk.app.ring(by - HOUR)
    assert await overdue(desk) == []
    await desk.app.ring(by)
    assert await overdue(desk) == [str(application_id)]
    await desk.steps(application_id, {"step": "decide", "awarded_cents": 5_000_00})
    assert await overdue(desk) == [str(application_id)]


async def test_a_decision_in_time_is_never_late(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 5_000_00)
    await desk.steps(
        application_id, "check", "admit", {"step": "decide", "reason": "not_supported"}
    )
    await desk.app.ring(MONDAY + timedelta(days=60))
    assert await overdue(desk) == []


async def test_what_is_not_supplied_in_time_is_not_considered(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 5_000_00)
    await desk.steps(application_id, "check", {"step": "request_supplement", "missing": ["plan"]})
    by = (await desk.last(SupplementRequested)).supply_by
    await desk.app.ring(by - HOUR)
    assert await desk.state(application_id) == "supplement_requested"
    await desk.app.ring(by)
    assert await desk.state(application_id) == "not_considered"
    assert (await desk.last(ApplicationNotConsidered)).reason == "not_supplied_in_time"
    assert (await desk.get(f"/applications/{application_id}"))["next"] is None


async def test_the_term_to_decide_stands_still_while_the_applicant_is_asked(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 5_000_00)
    checked = await desk.steps(application_id, "check")
    asked = await desk.steps(application_id, "request_supplement")
    assert (asked["next"]["owner"], asked["next"]["action"]) == ("applicant", "supply")
    desk.app.now = MONDAY + timedelta(days=3)
    supplied = await desk.steps(application_id, {"step": "supply", "description": "Het plan."})
    before, after = (datetime.fromisoformat(one["next"]["by"]) for one in (checked, supplied))
    assert after - before == timedelta(days=3)
    await desk.app.ring(before + HOUR)
    assert await overdue(desk) == []
    assert await desk.said(application_id) == [
        "application-submitted",
        "supplement-requested",
        "supplement-provided",
    ]
    await desk.app.ring(after)
    assert await overdue(desk) == [str(application_id)]


async def test_no_clock_runs_for_what_has_ended_or_only_waits_for_its_turn(desk: Desk) -> None:
    line_id = await desk.line()
    await desk.apply(line_id, 600_00)
    await desk.apply(line_id, 600_00, legal_form="none")
    await desk.steps(await desk.apply(line_id, 5_000_00), "withdraw")
    async with desk.app.begin() as work:
        assert (await work.db.execute(text("SELECT count(*) FROM clocks"))).scalar_one() == 0


@pytest.fixture
async def hurried(engine: AsyncEngine) -> AsyncIterator[Running]:
    async with running_on(engine, service, terms={"supply": "PT3S"}) as app:
        app.now = MONDAY
        yield app


async def test_terms_can_be_as_short_as_seconds(hurried: Running) -> None:
    desk = Desk(hurried)
    application_id = await desk.apply(await desk.line(), 5_000_00)
    await desk.steps(application_id, "check", "request_supplement")
    await desk.app.ring(MONDAY + timedelta(seconds=3))
    assert await desk.state(application_id) == "not_considered"


def test_terms_are_set_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDING_TERMS__DECIDE", "PT3S")
    settings = Settings(
        kafka="nowhere:9092",
        database_url=SecretStr("postgresql+asyncpg://nowhere"),
        jwks_url="https://issuer.test/jwks",
        token_issuer="https://issuer.test",
        token_audience="sportloket",
    )
    assert (settings.terms.decide, settings.terms.supply) == ("PT3S", "10bd")
