"""Funding on its emptied database, and the people around it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from chassis.process.testing import Running, running_on
from contracts.vocabulary import LegalForm
from funding.domain.application import Application
from funding.service import service
from kept_databases import KeptDatabases
from sqlalchemy.ext.asyncio import AsyncEngine

from .desk import HERE, Desk


@pytest.fixture
async def engine(databases: KeptDatabases) -> AsyncEngine:
    return await databases.emptied(service.name)


@pytest.fixture
async def app(engine: AsyncEngine) -> AsyncIterator[Running]:
    async with running_on(engine, service) as app:
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
