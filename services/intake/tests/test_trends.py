"""Trends: volumes per theme, kind, area and period, about nobody in particular."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from chassis.clocks.terms import AMSTERDAM
from chassis.process.testing import Running
from contracts.partners import QuestionSubmitted

from .conftest import submit

LEUSDEN, BREDA = "GM0327", "GM0758"
OCTOBER = datetime(2025, 10, 6, 12, tzinfo=AMSTERDAM)


def submitted(
    providers: Iterable[int], theme: str, kind: str = "club", municipality: str = LEUSDEN
) -> list[QuestionSubmitted]:
    return [
        QuestionSubmitted.model_validate(
            {
                "provider_ref": f"{kind}-{number}",
                "provider_kind": kind,
                "municipality_code": municipality,
                "theme": theme,
                "details_ref": f"details-{number}",
                "consent": "consent_given",
                "asked_at": OCTOBER,
            }
        )
        for number in providers
    ]


@pytest.fixture
async def told(app: Running) -> Running:
    """Two years of questions in Leusden, and some in Breda, looked at in January 2027."""
    for at, questions in (
        (OCTOBER, submitted(range(7), "volunteers")),
        (OCTOBER, submitted(range(3), "space", "entrepreneur")),
        (OCTOBER + timedelta(days=40), submitted(range(3, 7), "space", "entrepreneur")),
        (OCTOBER + timedelta(days=200), submitted(range(12), "volunteers")),
        (OCTOBER + timedelta(days=201), submitted(range(2), "regulation")),
        (OCTOBER + timedelta(days=202), submitted(range(6), "funding", municipality=BREDA)),
    ):
        app.now = at
        await submit(app, "sportraad", *questions)
    app.now = datetime(2027, 1, 15, tzinfo=AMSTERDAM)
    return app


async def ask(app: Running, *codes: str, **chosen: Any) -> dict[str, Any]:
    reader = app.token("coordinator", municipalities=codes or [LEUSDEN])
    window = {"from": "2025-01", "until": "2026-12"}
    answer = await app.client.get("/v1/trends", params={**window, **chosen}, headers=reader)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


@pytest.mark.requirement("P07", "R05")
async def test_a_report_counts_questions_and_providers_per_theme(told: Running) -> None:
    by_theme = {one["theme"]: one for one in (await ask(told, by="theme"))["figures"]}
    volunteers = by_theme["volunteers"]
    assert (volunteers["questions"], volunteers["providers"]) == (19, 10)
    assert volunteers["note"] is None
    assert by_theme["space"]["questions"] == 7


@pytest.mark.requirement("R08")
async def test_volumes_per_theme_and_provider_kind_are_told_over_the_years(told: Running) -> None:
    clubs = await ask(told, by="year", theme="volunteers", providerKind="club")
    assert [(one["period"], one["questions"]) for one in clubs["figures"]] == [
        ("2025", 7),
        ("2026", 12),
    ]
    both = await ask(told, by=["theme", "provider_kind"])
    kinds = {(one["theme"], one["provider_kind"]): one["questions"] for one in both["figures"]}
    assert kinds["space", "entrepreneur"] == 7


@pytest.mark.requirement("F18")
async def test_every_figure_says_until_which_day_it_counts(told: Running) -> None:
    report = await ask(told, by="quarter")
    assert report["reference_date"] == report["total"]["reference_date"] == "2026-12-31"
    days = {one["period"]: one["reference_date"] for one in report["figures"]}
    assert days == {"2025-Q4": "2025-12-31", "2026-Q2": "2026-06-30"}
    told.now = datetime(2026, 5, 20, tzinfo=AMSTERDAM)
    assert (await ask(told))["reference_date"] == "2026-04-30"


@pytest.mark.requirement("P07")
async def test_under_five_providers_there_are_words_instead_of_numbers(told: Running) -> None:
    by_theme = {one["theme"]: one for one in (await ask(told, by="theme"))["figures"]}
    few = by_theme["regulation"]
    assert (few["questions"], few["providers"]) == (None, None)
    assert few["note"] == "Geen getal: het gaat om te weinig aanbieders."
    by_month = {one["period"]: one for one in (await ask(told, by="month"))["figures"]}
    assert by_month["2025-11"]["note"] == few["note"]
    assert by_month["2025-10"]["questions"] == 7
    assert by_month["2025-10"]["note"] == (
        "Een deel is weggelaten: daar gaat het om te weinig aanbieders."
    )


@pytest.mark.requirement("P07")
async def test_subtracting_reports_over_http_never_leaves_one_to_four(told: Running) -> None:
    """Every filter and period, of which one holds all of the other."""
    themes = [{}, *({"theme": theme} for theme in ("volunteers", "space", "regulation"))]
    kinds = [{}, *({"providerKind": kind} for kind in ("club", "entrepreneur"))]
    periods = (("2025-01", "2026-12"), ("2025-10", "2025-12"), ("2025-10", "2025-10"))
    totals = {}
    for (number, theme), (of_kind, kind), (when, period) in product(
        enumerate(themes), enumerate(kinds), enumerate(periods)
    ):
        chosen = {**theme, **kind, "from": period[0], "until": period[1]}
        total = (await ask(told, **chosen))["total"]
        if total and total["questions"] is not None:
            totals[number, of_kind, when] = (total["questions"], total["providers"])
    assert len(totals) > 3
    assert (0, 0, 0) in totals
    for whole, part in product(totals, totals):
        wider = all(of in {0, other} for of, other in zip(whole[:2], part[:2], strict=True))
        if wider and whole[2] <= part[2]:
            for more, less in zip(totals[whole], totals[part], strict=True):
                assert not 1 <= more - less < 5, (whole, part)


@pytest.mark.requirement("A05")
async def test_who_reads_sees_no_other_municipality_than_its_own(told: Running) -> None:
    assert (await ask(told, by="area"))["municipality_codes"] == [LEUSDEN]
    both = await ask(told, LEUSDEN, BREDA, by="area")
    areas = {one["municipality_code"]: one["questions"] for one in both["figures"]}
    assert areas == {LEUSDEN: 26, BREDA: 6}
    reader = told.token("partner", organisation_id=UUID(int=1), municipalities=[LEUSDEN])
    for code, status in ((BREDA, 403), (LEUSDEN, 200)):
        answer = await told.client.get(
            "/v1/trends", params={"municipalityCode": code}, headers=reader
        )
        assert answer.status_code == status
    assert (await told.client.get("/v1/trends")).status_code == 401


async def test_a_theme_that_changes_later_does_not_change_what_was_told(told: Running) -> None:
    before = await ask(told, by="theme")
    coordinator = told.token("coordinator", municipalities=[LEUSDEN])
    page = await told.client.get("/v1/questions?theme=volunteers", headers=coordinator)
    first = page.json()["items"][0]["question_id"]
    steps = f"/v1/questions/{first}/steps"
    body = {"step": "classify", "theme": "regulation"}
    assert (await told.client.post(steps, json=body, headers=coordinator)).status_code == 200
    assert await ask(told, by="theme") == before


@pytest.mark.parametrize(
    "chosen", [{"from": "2026-13"}, {"from": "2026-06", "until": "2026-05"}, {"by": "person"}]
)
async def test_a_report_that_cannot_be_is_refused_in_words(
    app: Running, chosen: dict[str, str]
) -> None:
    reader = app.token("coordinator", municipalities=[LEUSDEN])
    answer = await app.client.get("/v1/trends", params=chosen, headers=reader)
    assert answer.status_code == 400
    assert answer.json()["errors"]


@pytest.mark.requirement("P07")
async def test_one_club_that_asks_five_times_by_the_form_is_still_one_provider(
    app: Running, form: dict[str, Any]
) -> None:
    app.now = OCTOBER
    for theme in ("volunteers", "space", "finance", "funding", "network"):
        asked = {**form, "theme": theme, "municipality_code": LEUSDEN}
        assert (await app.client.post("/v1/questions", json=asked)).status_code == 201
    app.now = datetime(2027, 1, 15, tzinfo=AMSTERDAM)
    assert (await ask(app))["total"]["questions"] is None
