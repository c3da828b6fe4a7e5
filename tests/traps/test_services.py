"""Each service writes in sets: the statements of a batch do not grow with it (trap 21).

Of routing this is shown by its own tests.
"""

from datetime import UTC, datetime
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

import funding.service
import intake.service
import notifications.service
import pytest
from chassis.process.service import Service
from chassis.process.testing import Running, running
from contracts.budgets import AllotmentRequested
from contracts.funding import FundingApproved
from contracts.intake import QuestionReceived
from contracts.partners import QuestionSubmitted
from contracts.vocabulary import Channel, ConsentGround, ProviderKind, Theme

from .counting import statements

FEW, MANY = 3, 60
PARTNER = "a-partner"  # `submit` takes a slug's length for the organisation
HERE = "GM1963"
OUTSIDE = {
    "smtp_host": "nowhere",
    "intake_url": "http://nowhere",
    "token_url": "http://nowhere",
    "client_id": "a test",
    "client_secret": "a test",
}


@pytest.fixture
async def app(request: pytest.FixtureRequest, fresh_database: str) -> Any:
    service: Service = request.param
    settings = OUTSIDE if service.name == "notifications" else {}
    async with running(service, fresh_database, **settings) as app:
        yield app


def submitted() -> QuestionSubmitted:
    return QuestionSubmitted(
        municipality_code=HERE,
        theme=Theme.VOLUNTEERS,
        provider_ref=uuid4().hex,
        provider_kind=ProviderKind.CLUB,
        details_ref=uuid4().hex,
        consent=ConsentGround.CONSENT_GIVEN,
        asked_at=datetime.now(UTC),
    )


async def _put_details(app: Running, ref: str) -> None:
    details = {"text": "Wie helpt ons?", "contact": {"name": "Bram", "telephone": "0612345678"}}
    token = app.token("partner", organisation_id=UUID(int=len(PARTNER)))
    answer = await app.client.put(f"/v1/details/{ref}", json=details, headers=token)
    assert answer.status_code == 200, answer.text


def received() -> QuestionReceived:
    return QuestionReceived(
        municipality_code=HERE,
        version=1,
        occurred_at=datetime.now(UTC),
        question_id=uuid4(),
        theme=Theme.VOLUNTEERS,
        provider_id=uuid4(),
        provider_kind=ProviderKind.CLUB,
        channel=Channel.FORM,
        received_by_organisation_id=uuid4(),
        details_ref=uuid4().hex,
        consent=ConsentGround.CONSENT_GIVEN,
    )


@pytest.mark.parametrize("app", [intake.service.service], indirect=True, ids=["intake"])
async def test_submissions_are_taken_in_together(app: Running) -> None:
    """Each has its details in the vault before it is submitted."""
    batches = [[submitted() for _ in range(number)] for number in (1, FEW, MANY)]
    for each in chain.from_iterable(batches):
        await _put_details(app, each.details_ref)
    await app.submit(PARTNER, *batches[0])
    with statements(app) as for_few:
        await app.submit(PARTNER, *batches[1])
    with statements(app) as for_many:
        await app.submit(PARTNER, *batches[2])
    assert 0 < len(for_many) <= len(for_few)
    assert len(await app.announced_of(QuestionReceived)) == 1 + FEW + MANY


@pytest.mark.parametrize(
    "app", [notifications.service.service], indirect=True, ids=["notifications"]
)
async def test_messages_are_made_together(app: Running) -> None:
    with statements(app) as for_few:
        await app.hear(*(received() for _ in range(FEW)))
    with statements(app) as for_many:
        await app.hear(*(received() for _ in range(MANY)))
    assert 0 < len(for_many) <= len(for_few)


@pytest.mark.parametrize("app", [funding.service.service], indirect=True, ids=["funding"])
async def test_requests_for_money_are_decided_together(app: Running) -> None:
    """And trap 24: one reader decides on all that came for a line, in order of arrival."""
    requests = await _requests(app, FEW + MANY)
    with statements(app) as for_few:
        await app.hear(*requests[:FEW])
    with statements(app) as for_many:
        await app.hear(*requests[FEW:])
    assert 0 < len(for_many) <= len(for_few)
    approved = await app.announced_of(FundingApproved)
    assert [one.application_id for one in approved] == [one.application_id for one in requests]
    assert len({request.key for request in requests}) == 1


async def _requests(app: Running, number: int) -> list[AllotmentRequested]:
    """What applications for one budget line ask of it."""
    year = {"starts": "2026-01-01", "ends": "2099-12-31"}
    rules = {"legal_forms": ["none"], "maximum_cents": 100, "mandate_up_to_cents": 100}
    line = {
        "municipality_code": HERE,
        "programme": {"code": "sports_agreement", **year},
        "ceiling_cents": 100 * number,
        "rules": rules,
    }
    line_id, who = str(uuid4()), {"organisation_id": uuid4(), "municipalities": [HERE]}
    administrator = app.token("administrator", municipalities=[HERE])
    made = await app.client.put(f"/v1/budget-lines/{line_id}", json=line, headers=administrator)
    assert made.is_success, made.text
    asked = {"requested_cents": 100, "purpose": "more_members", "legal_form": "none"}
    for _ in range(number):
        answer = await app.client.post(
            "/v1/applications",
            json={**asked, "budget_line_id": line_id},
            headers=app.token("partner", **who),  # type: ignore[arg-type]
        )
        assert answer.status_code == 201, answer.text
    return await app.announced_of(AllotmentRequested)
