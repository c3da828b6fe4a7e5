"""Questions that partner organisations submit on topics of their own."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from aiokafka import ConsumerRecord
from chassis.process.testing import Running, published, record
from contracts.catalogue import submissions_topic
from contracts.envelope import encode
from contracts.intake import QuestionReceived
from contracts.partners import QuestionSubmitted, SubmissionAccepted, SubmissionRejected
from sqlalchemy import event, text

from .conftest import HOEKSCHE_WAARD, NOW, submit


def submission(**different: Any) -> QuestionSubmitted:
    return QuestionSubmitted.model_validate(
        {
            "municipality_code": HOEKSCHE_WAARD,
            "theme": "volunteers",
            "provider_ref": "club-17",
            "provider_kind": "club",
            "details_ref": "intake-2026-17",
            "consent": "consent_given",
            "asked_at": datetime(2026, 11, 20, 9, tzinfo=UTC),
            **different,
        }
    )


@pytest.mark.requirement("P02")
async def test_a_submission_becomes_a_question_with_a_receipt(app: Running) -> None:
    await submit(app, "sportraad", submission())
    [received] = await app.announced_of(QuestionReceived)
    [accepted] = await app.announced_of(SubmissionAccepted)
    assert accepted.reference == received.question_id
    assert received.channel == "partner"
    assert received.received_by_organisation_id == UUID(int=len("sportraad"))
    assert (received.version, received.consent) == (1, "consent_given")


async def test_the_partners_own_reference_does_not_leave_intake(app: Running) -> None:
    await submit(app, "sportraad", submission())
    [received] = await app.announced_of(QuestionReceived)
    assert "intake-2026-17" not in received.model_dump_json()
    assert "club-17" not in received.model_dump_json()


@pytest.mark.requirement("P02")
async def test_the_same_submission_twice_makes_one_question(app: Running) -> None:
    once = published(submission(), "urn:test:sportraad", "a-17")
    await submit(app, "sportraad", once)
    await submit(app, "sportraad", once)
    assert len(await app.announced_of(QuestionReceived)) == 1


async def test_a_submission_that_the_inbox_forgot_gets_its_receipt_and_says_nothing_twice(
    app: Running,
) -> None:
    once = published(submission(), "urn:test:sportraad", "a-17")
    await submit(app, "sportraad", once)
    async with app.begin() as work:
        await work.db.execute(text("DELETE FROM inbox"))
    await submit(app, "sportraad", once)
    assert len(await app.announced_of(QuestionReceived)) == 1
    first, second = await app.announced_of(SubmissionAccepted)
    assert first.reference == second.reference


async def test_two_partners_may_use_the_same_submission_id(app: Running) -> None:
    for slug in ("sportraad", "loket"):
        await submit(app, slug, published(submission(), f"urn:test:{slug}", "a-17"))
    assert len({one.question_id for one in await app.announced_of(QuestionReceived)}) == 2


async def test_a_provider_that_a_partner_names_again_is_the_same_provider(app: Running) -> None:
    await submit(app, "sportraad", submission(), submission(theme="space"))
    await submit(app, "sportraad", submission(), submission(provider_ref="club-18"))
    first, second, third, other = await app.announced_of(QuestionReceived)
    assert first.provider_id == second.provider_id == third.provider_id != other.provider_id


async def test_another_partner_may_call_another_provider_the_same(app: Running) -> None:
    await submit(app, "sportraad", submission())
    await submit(app, "loket", submission())
    first, second = await app.announced_of(QuestionReceived)
    assert first.provider_id != second.provider_id
    assert first.details_ref != second.details_ref


async def test_a_submission_for_no_municipality_is_rejected_with_the_place(app: Running) -> None:
    await submit(app, "sportraad", submission(municipality_code="GM9999"), submission())
    [rejected] = await app.announced_of(SubmissionRejected)
    assert [problem.pointer for problem in rejected.problems] == ["#/data/municipality_code"]
    assert len(await app.announced_of(QuestionReceived)) == 1


async def test_five_hundred_submissions_take_a_handful_of_statements(app: Running) -> None:
    statements: list[str] = []

    @event.listens_for(app.runtime.engine.sync_engine, "before_cursor_execute")
    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    await submit(app, "sportraad", submission())
    statements.clear()
    await app.take(*[_record(n) for n in range(499)])
    assert len(await app.announced_of(QuestionReceived)) == 500
    assert len([s for s in statements if "provider_references" in s]) == 1
    assert len(statements) < 25


def _record(number: int) -> ConsumerRecord:
    submitted = submission(provider_ref=f"club-{number}")
    envelope = published(submitted, "urn:test:sportraad", f"s-{number}")
    return record(submissions_topic("sportraad"), encode(envelope), key=submitted.key.encode())


async def test_a_submitted_question_is_to_be_on_its_way_within_the_triage_term(
    app: Running, coordinator: dict[str, str]
) -> None:
    await submit(app, "sportraad", submission())
    [received] = await app.announced_of(QuestionReceived)
    answer = await app.client.get(f"/v1/questions/{received.question_id}", headers=coordinator)
    assert answer.json()["next"]["by"] == "2026-11-25T23:00:00Z"
    assert received.occurred_at == NOW
