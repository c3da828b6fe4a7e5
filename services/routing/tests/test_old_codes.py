"""Whoever still sends the code of a municipality that merged means the new one."""

from datetime import date

import pytest
from chassis.process.testing import Running
from contracts.municipalities import MERGERS
from contracts.routing import HandoverRequested
from routing_town import FIRST, TOWN, received, rule_entry, settle

OLD = next(old for merger in MERGERS if merger.new == TOWN for old in merger.old)


async def test_a_rule_recorded_under_an_old_code_holds_in_the_municipality_of_today(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST, municipality_code=OLD))
    await app.hear(received())
    [asked] = await app.announced_of(HandoverRequested)
    assert (asked.to_organisation_id, asked.municipality_code) == (FIRST, TOWN)


@pytest.mark.parametrize("code", [OLD, TOWN])
async def test_a_list_is_asked_for_by_either_code(app: Running, code: str) -> None:
    await settle(app, rule_entry(FIRST))
    reader = app.token("administrator")
    path = f"/v1/routing-rules?municipalityCode={code}"
    [rule] = (await app.client.get(path, headers=reader)).json()
    assert rule["municipality_code"] == TOWN
    assert date.fromisoformat(rule["valid_from"]) == date(2026, 1, 1)
