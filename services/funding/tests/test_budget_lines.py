"""What a line holds and under which rules: set by an administrator, readable for all."""

import asyncio
from contextlib import suppress
from uuid import uuid4

import pytest
from contracts.budgets import BudgetSet, RuleSetPublished
from funding.reconciliation import reconciliation
from sqlalchemy import text

from .desk import Desk


async def test_a_new_line_says_its_budget_and_its_rules(desk: Desk) -> None:
    line_id = await desk.line(2_500_00)
    shown = await desk.get(f"/budget-lines/{line_id}", "partner")
    assert (shown["ceiling_cents"], shown["available_cents"]) == (2_500_00, 2_500_00)
    assert (shown["version"], shown["rule_set_version"]) == (2, 1)
    (budget,), (rules,) = (
        await desk.app.announced_of(BudgetSet),
        await desk.app.announced_of(RuleSetPublished),
    )
    assert (budget.ceiling_cents, budget.programme, budget.version) == (
        2_500_00,
        "sports_agreement",
        1,
    )
    assert (rules.rule_set_version, rules.version) == (1, 2)


async def test_setting_the_same_again_changes_nothing_and_says_nothing(desk: Desk) -> None:
    line_id = uuid4()
    first = await desk.put_line(line_id, 1_000_00)
    said = len(await desk.app.announced())
    again = await desk.put_line(line_id, 1_000_00)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(await desk.app.announced()) == said


@pytest.mark.requirement("R14")
async def test_new_rules_are_a_new_version_and_the_old_stay_readable(desk: Desk) -> None:
    line_id = await desk.line()
    await desk.put_line(line_id, 10_000_00, mandate_up_to_cents=0)
    history = (await desk.get(f"/budget-lines/{line_id}/rule-sets", "partner"))["rule_sets"]
    assert [one["version"] for one in history] == [1, 2]
    assert [one["rules"]["mandate_up_to_cents"] for one in history] == [1_000_00, 0]
    assert (await desk.last(RuleSetPublished)).rule_set_version == 2
    assert len(await desk.app.announced_of(BudgetSet)) == 1


@pytest.mark.requirement("R14")
async def test_an_application_is_decided_by_the_rules_under_which_it_was_submitted(
    desk: Desk,
) -> None:
    line_id = await desk.line(500_00, when_short="the_rest")
    application_id = await desk.apply(line_id, 600_00)
    await desk.put_line(line_id, 500_00, when_short="nothing", mandate_up_to_cents=0)
    await desk.allot()
    shown = await desk.get(f"/applications/{application_id}")
    assert (shown["state"], shown["rule_set_version"]) == ("partially_awarded", 1)


async def test_a_ceiling_below_what_is_in_use_is_refused(desk: Desk) -> None:
    line_id = await desk.line()
    await desk.apply(line_id, 600_00)
    await desk.allot()
    answer = await desk.put_line(line_id, 599_99)
    assert answer.status_code == 409
    assert "600,00 euro" in answer.json()["detail"]
    assert (await desk.put_line(line_id, 600_00)).status_code == 200
    assert (await desk.books(line_id))["available"] == 0


async def test_rules_that_contradict_each_other_are_all_named(desk: Desk) -> None:
    rules = {"minimum_cents": 2, "maximum_cents": 1, "mandate_up_to_cents": 3}
    answer = await desk.put_line(uuid4(), 1_000_00, **rules)
    assert answer.status_code == 400
    assert [flaw["pointer"] for flaw in answer.json()["errors"]] == [
        "#/rules/maximum_cents",
        "#/rules/mandate_up_to_cents",
    ]


async def test_only_an_administrator_of_the_municipality_sets_a_line(desk: Desk) -> None:
    line_id = await desk.line()
    path, body = f"/v1/budget-lines/{line_id}", (await desk.put_line(line_id, 1)).request.content
    elsewhere = desk.app.token("administrator", municipalities=["GM0363"])
    for headers, status in ((desk.token("coordinator"), 403), (elsewhere, 403)):
        headers["Content-Type"] = "application/json"
        answer = await desk.app.client.put(path, content=body, headers=headers)
        assert answer.status_code == status
    moved = body.replace(b"GM1963", b"GM0363")
    answer = await desk.app.client.put(
        path, content=moved, headers=elsewhere | {"Content-Type": "application/json"}
    )
    assert answer.status_code == 409


async def test_a_line_elsewhere_is_not_there(desk: Desk) -> None:
    line_id = await desk.line()
    elsewhere = desk.app.token("coordinator", municipalities=["GM0363"])
    for path in ("", "/rule-sets", "/reconciliation"):
        answer = await desk.app.client.get(f"/v1/budget-lines/{line_id}{path}", headers=elsewhere)
        assert answer.status_code == 404
    listed = await desk.app.client.get("/v1/budget-lines", headers=elsewhere)
    assert listed.json() == {"budget_lines": []}
    assert len((await desk.get("/budget-lines"))["budget_lines"]) == 1


async def test_a_cent_that_is_in_the_balance_alone_is_found(desk: Desk) -> None:
    line_id = await desk.line()
    await desk.apply(line_id, 600_00)
    await desk.allot()
    assert (await desk.books(line_id))["committed"] == 600_00
    async with desk.app.begin() as work:
        await work.db.execute(text("UPDATE budget_lines SET committed_cents = committed_cents - 1"))
    shown = await desk.get(f"/budget-lines/{line_id}/reconciliation")
    assert not shown["exact"]
    assert (shown["balance"]["committed_cents"], shown["ledger"]["committed_cents"]) == (
        599_99,
        600_00,
    )


async def test_the_database_itself_refuses_to_go_over_a_ceiling(desk: Desk) -> None:
    await desk.line(1_000_00)
    with pytest.raises(Exception, match="ck_budget_lines_ceiling"):
        async with desk.app.begin() as work:
            await work.db.execute(text("UPDATE budget_lines SET paid_cents = ceiling_cents + 1"))


async def test_how_many_lines_are_off_can_be_measured(desk: Desk) -> None:
    await desk.line()
    async with desk.app.begin() as work:
        await work.db.execute(text("UPDATE budget_lines SET paid_cents = 1"))
    runtime = desk.app.runtime
    pulse = runtime.health.part("reconciliation")
    with suppress(TimeoutError):
        await asyncio.wait_for(reconciliation.run(runtime, pulse), 1)
    assert b"sportloket_budget_lines_off 1.0" in runtime.telemetry.exposition()
