"""A set of routing rules, before it takes effect: what it leaves open, and what it would do."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from chassis.process.testing import Running
from contracts.vocabulary import ProviderKind, Theme
from routing_deciding import ask, say_room
from routing_register import pointers
from routing_town import FIRST, MONDAY, SECOND, THIRD, TOWN, received, rule_entry, settle


async def post(
    app: Running, path: str, *rules: dict[str, Any], headers: dict[str, str] | None = None
) -> httpx.Response:
    known = headers or app.token("administrator")
    body = {"rules": list(rules)}
    return await app.client.post(f"/v1/municipalities/{TOWN}/{path}", json=body, headers=known)


@pytest.mark.requirement("P15", "P19")
async def test_themes_and_kinds_that_no_rule_covers_and_rules_that_say_as_much_are_told(
    app: Running,
) -> None:
    await settle(app)
    found = await post(
        app,
        "routing-rules/check",
        rule_entry(FIRST, provider_kind="club"),
        rule_entry(FIRST, theme="space"),
        rule_entry(SECOND, theme="space", valid_from="2026-06-01"),
        rule_entry(THIRD, theme="space", valid_from="2020-01-01", valid_until="2025-12-31"),
    )
    assert found.json()["doubles"] == [[1, 2]]
    uncovered = {(one["theme"], one["provider_kind"]) for one in found.json()["gaps"]}
    assert uncovered == {(theme, ProviderKind.ENTREPRENEUR) for theme in Theme} - {
        (Theme.SPACE, ProviderKind.ENTREPRENEUR)
    }


@pytest.mark.requirement("P19")
async def test_a_dry_run_tells_how_the_questions_of_last_month_would_go_and_changes_nothing(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST))
    await app.hear(received(theme="space", occurred_at=MONDAY - timedelta(days=32)))
    for theme in (Theme.SPACE, Theme.SPACE, Theme.VOLUNTEERS, Theme.INCLUSION):
        await ask(app, theme=theme)
    said = len(await app.announced())
    proposed = (rule_entry([SECOND, THIRD], theme="space"), rule_entry(FIRST, theme="volunteers"))
    found = (await post(app, "routing-dry-run", *proposed)).json()
    assert (found["questions"], found["moved"]) == (4, 3)
    assert found["before"] == [{"organisation_id": str(FIRST), "questions": 4}]
    after = {one["organisation_id"]: one["questions"] for one in found["after"]}
    assert after == {str(FIRST): 1, str(SECOND): 1, str(THIRD): 1, None: 1}
    moved = [one for one in found["went"] if one["before"] != one["after"]]
    assert len({one["question_id"] for one in moved}) == 3
    assert len(await app.announced()) == said
    assert await ask(app, theme=Theme.SPACE) == FIRST


async def test_a_dry_run_heeds_who_has_room(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await ask(app)
    await say_room(app, SECOND, "closed")
    found = (await post(app, "routing-dry-run", rule_entry(SECOND, THIRD))).json()
    assert [one["organisation_id"] for one in found["after"]] == [str(THIRD)]


async def test_all_that_is_wrong_with_the_rules_is_said_at_once(app: Running) -> None:
    await settle(app)
    wrong = rule_entry(FIRST, FIRST, municipality_code="GM0002")
    refused = await post(app, "routing-dry-run", rule_entry(FIRST), wrong)
    assert pointers(refused) == ["#/rules/1/municipality_code", "#/rules/1/receivers/1"]


async def test_it_is_for_who_administers_the_municipality(app: Running) -> None:
    elsewhere = app.token("administrator", municipalities=["GM0002"])
    for path in ("routing-dry-run", "routing-rules/check"):
        for headers in (elsewhere, app.token("coordinator")):
            assert (await post(app, path, headers=headers)).status_code == 403
