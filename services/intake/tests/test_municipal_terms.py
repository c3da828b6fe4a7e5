"""Municipalities that work with terms of their own."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from chassis.process.testing import Running
from contracts.network import TermsSet

from .conftest import HOEKSCHE_WAARD, NOW, Asked

Form = dict[str, Any]
BREDA = "GM0758"


def terms(version: int = 1, code: str = HOEKSCHE_WAARD, **said: str) -> TermsSet:
    return TermsSet(
        organisation_id=UUID(int=int(code[2:])),
        municipality_code=code,
        version=version,
        occurred_at=NOW,
        terms=said,
    )


async def asked_by(app: Running, form: Form, **different: Any) -> str:
    answer = await app.client.post("/v1/questions", json={**form, **different})
    by: str = answer.json()["next"]["by"]
    return by


async def test_a_term_of_the_municipality_holds_for_what_starts_from_then_on(
    app: Running, asked: Asked, form: Form
) -> None:
    before = (await asked.now())["next"]["by"]
    await app.hear(terms(triage="5bd", acknowledge="3bd"))
    assert await asked_by(app, form, theme="space") == "2026-11-30T23:00:00Z"
    assert (await asked.now())["next"]["by"] == before == "2026-11-25T23:00:00Z"
    await app.ring(NOW + timedelta(days=3))
    assert (await asked.now())["state"] == "triaging"  # its own clock rang when it was to ring


async def test_a_clock_that_runs_keeps_its_term_and_the_next_one_has_the_new(
    app: Running, asked: Asked
) -> None:
    await asked.take("triage")
    await asked.take("answer", outcome="helped")
    await app.hear(terms(provider_check="1bd"))
    await app.ring(NOW + timedelta(days=3))
    assert (await asked.now())["state"] == "answered"
    await asked.take("reopen")
    await asked.take("triage")
    answered = await asked.take("answer", outcome="helped")
    assert answered["next"]["by"] == "2026-11-27T23:00:00Z"
    await app.ring(NOW + timedelta(days=5))
    assert (await asked.now())["state"] == "closed"


async def test_another_municipality_keeps_the_usual_terms(app: Running, form: Form) -> None:
    await app.hear(terms(code=BREDA, triage="5bd"))
    assert await asked_by(app, form) == "2026-11-25T23:00:00Z"


async def test_terms_that_come_late_do_not_undo_newer_ones(app: Running, form: Form) -> None:
    await app.hear(terms(version=2, triage="5bd"))
    await app.hear(terms(version=1, triage="9bd"))
    assert await asked_by(app, form) == "2026-11-30T23:00:00Z"
