"""Routing rules and responsibilities as files: loaded whole or not, and written to load again."""

from uuid import UUID, uuid4

import httpx
import pytest
from chassis.process.testing import Running
from contracts.network import RoutingRuleRecorded
from routing_deciding import ask
from routing_register import pointers, read
from routing_town import DESK, FIRST, SECOND, THIRD, TOWN, settle

RULES = UUID(int=71)
OTHER_RULE = UUID(int=72)


async def load(app: Running, kind: str, content: str, query: str = "") -> httpx.Response:
    headers = {**app.token("administrator"), "Content-Type": "text/csv"}
    path = f"/v1/network-files/{kind}{query}"
    return await app.client.post(path, content=content.encode(), headers=headers)


async def given(app: Running, kind: str) -> str:
    headers = app.token("administrator")
    return (await app.client.get(f"/v1/network-files/{kind}", headers=headers)).text


def rules(*rows: str) -> str:
    columns = "rule_id;municipality_code;theme;receivers;escalate_to_organisation_id;valid_from"
    return "\r\n".join([columns, *rows])


@pytest.mark.requirement("P19")
async def test_rules_load_from_a_file_and_what_is_written_loads_again(app: Running) -> None:
    await settle(app)
    file = rules(
        f"{RULES};{TOWN};;{FIRST}/{SECOND} {THIRD};{DESK};2026-01-01",
        f"{OTHER_RULE};{TOWN};space;{THIRD};{DESK};2026-01-01",
    )
    tried = await load(app, "routing-rules", file, "?dryRun=true")
    assert (tried.status_code, tried.json()["new"]) == (200, 2), tried.text
    await read(app, f"routing-rules/{RULES}", status=404)
    assert (await load(app, "routing-rules", file)).json()["new"] == 2
    assert await ask(app) in {FIRST, SECOND}
    again = await load(app, "routing-rules", await given(app, "routing-rules"))
    assert again.json() == {"new": 0, "changed": 0, "unchanged": 2, "dry_run": False}
    assert len(await app.announced_of(RoutingRuleRecorded)) == 2


async def test_every_faulty_row_and_column_of_rules_is_named_and_nothing_is_kept(
    app: Running,
) -> None:
    await settle(app)
    stranger = uuid4()
    wrong = rules(
        f"{RULES};{TOWN};;{FIRST};{DESK};2026-01-01",
        f"{OTHER_RULE};{TOWN};tennis;{FIRST};{DESK};yesterday",
        f"{uuid4()};{TOWN};;{FIRST} {stranger};{DESK};2026-01-01",
    )
    assert set(pointers(await load(app, "routing-rules", wrong))) == {
        "#/rows/3/theme",
        "#/rows/3/valid_from",
        "#/rows/4/receivers",
    }
    await read(app, f"routing-rules/{RULES}", status=404)


@pytest.mark.requirement("P15")
async def test_responsibilities_load_from_a_file_and_what_is_written_loads_again(
    app: Running,
) -> None:
    await settle(app)
    columns = "municipality_code,valid_from,theme,role,organisation_id"
    first = f"{TOWN},2026-01-01,space,first_responder,{FIRST}"
    other = f"{TOWN},2026-01-01,space,first_responder,{SECOND}"
    double = await load(app, "responsibilities", "\n".join([columns, first, other]))
    assert pointers(double) == ["#/rows/2/role", "#/rows/3/role"]
    assert (await load(app, "responsibilities", "\n".join([columns, first]))).json()["new"] == 1
    again = await load(app, "responsibilities", await given(app, "responsibilities"))
    assert again.json()["unchanged"] == 1
    shown = await read(app, f"municipalities/{TOWN}/responsibility-matrix")
    assert (shown["version"], len(shown["responsibilities"])) == (1, 1)
