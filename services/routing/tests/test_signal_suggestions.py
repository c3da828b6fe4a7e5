"""Where people may see a signal, from the counts (S1, P09)."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionReceived
from contracts.vocabulary import Theme
from routing_people import as_coordinator, as_partner, see
from routing_town import MONDAY, TOWN, received
from routing_voices import CARERS, COUNCIL, FEDERATION, clustered, gather, reported


def asked(providers: int, each: int = 1, **others: Any) -> list[QuestionReceived]:
    ids = [uuid4() for _ in range(providers)]
    return [received(provider_id=one, **others) for one in ids for _ in range(each)]


async def suggested(app: Running, quarter: str = "2026-Q4") -> list[Any]:
    path = f"signal-suggestions?municipalityCode={TOWN}&quarter={quarter}"
    answer = await see(app, path, as_coordinator(app))
    found: list[Any] = answer.json()["suggestions"]
    return found


@pytest.mark.requirement("P09")
async def test_a_theme_is_suggested_once_five_providers_asked_about_it(app: Running) -> None:
    await app.hear(*asked(4, each=5))
    assert await suggested(app) == []
    await app.hear(*asked(1))
    [suggestion] = await suggested(app)
    assert (suggestion["theme"], suggestion["providers_at_least"]) == ("volunteers", 5)
    assert suggestion["questions_at_least"] == 20


@pytest.mark.requirement("P09")
async def test_who_looks_again_cannot_tell_how_few_asked_in_between(app: Running) -> None:
    await app.hear(*asked(5))
    before = await suggested(app)
    for _ in range(4):
        await app.hear(*asked(1))
        assert await suggested(app) == before
    await app.hear(*asked(1))
    [after] = await suggested(app)
    assert (after["questions_at_least"], after["providers_at_least"]) == (10, 10)


@pytest.mark.requirement("P09")
async def test_the_signals_about_the_same_come_with_it_by_field_of_policy(app: Running) -> None:
    await gather(app)
    await app.hear(*asked(5, theme=Theme.GOVERNANCE))
    plain, care = await reported(app), await reported(app, policy_domain="care")
    await reported(app, theme="space")
    await clustered(app, plain)
    [suggestion] = await suggested(app)
    assert suggestion["open_signals"] == [
        {"policy_domain": None, "signal_ids": [plain["signal_id"]]},
        {"policy_domain": "care", "signal_ids": [care["signal_id"]]},
    ]


@pytest.mark.requirement("P09")
async def test_quarters_begin_and_end_at_midnight_in_the_netherlands(app: Running) -> None:
    last = datetime(2026, 9, 30, 21, 59, tzinfo=UTC)
    await app.hear(*asked(5, occurred_at=last), *asked(5, occurred_at=last.replace(hour=22)))
    for quarter in ("2026-Q3", "2026-Q4"):
        [suggestion] = await suggested(app, quarter)
        assert suggestion["questions_at_least"] == 5
    assert await suggested(app, "2027-Q1") == []


@pytest.mark.requirement("P09")
async def test_suggestions_are_for_those_who_may_cluster_and_say_from_when_they_are(
    app: Running,
) -> None:
    await gather(app)
    path = f"signal-suggestions?municipalityCode={TOWN}"
    seen = (await see(app, path, as_partner(app, COUNCIL))).json()
    assert (seen["quarter"], seen["reference_date"]) == ("2026-Q4", MONDAY.isoformat()[:19] + "Z")
    others = (as_partner(app, CARERS), as_partner(app, FEDERATION), as_coordinator(app, "GM0002"))
    for headers in others:
        assert (await see(app, path, headers)).status_code == 403
