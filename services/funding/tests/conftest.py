"""Funding on a database of its own, and the people around it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from chassis.database.migrations import upgrade
from chassis.process.testing import Running, running_as_it_is
from contracts.vocabulary import LegalForm
from funding.domain.application import Application
from funding.service import service
from funding.tables import metadata
from local_runtime.databases import Databases
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from .desk import HERE, Desk


@pytest.fixture(scope="session")
async def one_database(databases: Databases) -> AsyncIterator[str]:
    """The address of the database that these tests use one after the other."""
    async with databases.fresh() as address:
        await asyncio.to_thread(upgrade, "funding", address)
        yield address


@pytest.fixture
async def funding_database(one_database: str) -> str:
    """The same, empty: quicker than a new one for each test."""
    engine = create_async_engine(one_database)
    async with engine.begin() as db:
        await db.execute(text(f"TRUNCATE {', '.join(metadata.tables)}"))
    await engine.dispose()
    return one_database


@pytest.fixture
async def app(funding_database: str) -> AsyncIterator[Running]:
    async with running_as_it_is(service, funding_database) as app:
        yield app


@pytest.fixture
def desk(app: Running) -> Desk:
    return Desk(app)


@pytest.fixture(scope="session")
def application() -> Callable[..., Application]:
    """Makes applications that are as a test says they are."""
    plain = Application(
        id=uuid4(),
        municipality_code=HERE,
        budget_line_id=uuid4(),
        applicant_organisation_id=uuid4(),
        provider_id=None,
        question_id=None,
        purpose="grow_membership",
        legal_form=LegalForm.ASSOCIATION,
        requested_cents=600_00,
        expected_result=None,
        rule_set_version=1,
        state_since=datetime(2026, 11, 2, 9, tzinfo=UTC),
    )
    return lambda **changes: replace(plain, **changes)
