"""Figures of a municipality, never about fewer than five providers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from chassis.process.testing import Running
from contracts.routing import HandoverRequested
from routing_people import DECLINE, HELPED, as_coordinator, as_partner, see, take, take_all
from routing_town import COUNCIL, FIRST, MONDAY, SECOND, TOWN, received, rule_entry, settle

NEW_YEAR = datetime(2027, 1, 4, 9, tzinfo=UTC)
YEAR = "from=2026-01-01&until=2026-12-31"


async def questions(app: Running, number: int, **others: Any) -> list[HandoverRequested]:
    """Of as many providers, each routed at once."""
    before = len(await app.announced_of(HandoverRequested))
    await app.hear(*(received(**others) for _ in range(number)))
    return (await app.announced_of(HandoverRequested))[before:]


async def figures(app: Running, period: str = YEAR) -> Any:
    app.now = NEW_YEAR
    answer = await see(app, f"municipalities/{TOWN}/indicators?{period}", as_coordinator(app))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def name_council_a_platform(app: Running) -> None:
    entry = {"kind": "sports_council", "name": "Sportraad", "municipality_codes": [TOWN]}
    path = f"/v1/organisations/{COUNCIL}"
    await app.client.put(path, json=entry, headers=app.token("administrator"))


@pytest.mark.requirement("P31", "F18")
async def test_the_figures_of_a_quarter_say_what_the_network_achieves_and_of_which_day_they_are(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST))
    await name_council_a_platform(app)
    warm = await questions(app, 6)
    await questions(app, 6, received_by_organisation_id=None)
    for each in warm[:5]:
        await take_all(app, each.handover_id, *HELPED[:2])
        app.now = MONDAY + timedelta(days=1)
        await take_all(app, each.handover_id, *HELPED[2:])
        app.now = MONDAY
    *_, last = (await figures(app))["quarters"]
    assert (last["first_day"], last["reference_date"]) == ("2026-10-01", "2026-12-31")
    assert (last["questions"], last["providers"]) == (10, 10)
    assert last["via_platform"] == 0.5
    assert last["warm"] == 1.0
    assert (last["hours_to_acceptance"], last["hours_to_contact"]) == (0.0, 24.0)
    assert last["cold_because"]["contact_too_late"] == 0


@pytest.mark.requirement("P31")
async def test_why_handovers_were_cold_is_counted(app: Running) -> None:
    await settle(app, rule_entry(FIRST, escalate_to_organisation_id=str(FIRST)))
    for each in await questions(app, 5, received_by_organisation_id=None):
        await take_all(app, each.handover_id, *HELPED)
    *_, last = (await figures(app))["quarters"]
    assert last["warm"] == 0.0
    assert last["cold_because"]["no_feedback_to_sender"] == 5


@pytest.mark.requirement("P27", "F18")
async def test_how_partners_answered_is_counted_in_codes_without_a_judgement(app: Running) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    asked = await questions(app, 10)
    for each in asked[:5]:
        await take_all(app, each.handover_id, *HELPED[:2])
    for each in asked[5:]:
        await take_all(app, each.handover_id, HELPED[0], DECLINE)
    *_, last = (await figures(app))["quarters"]
    second, first = sorted(last["partners"], key=lambda one: one["asked"])
    assert first["organisation_name"] == "Sportservice Waardland"
    assert (first["asked"], first["accepted"], first["expired"]) == (10, 5, 0)
    assert first["declined"] == {"no_capacity": 5}
    assert (second["organisation_id"], second["asked"]) == (str(SECOND), 5)
    assert last["reference_date"] == "2026-12-31"


@pytest.mark.requirement("P31", "P27")
async def test_nothing_is_told_about_fewer_than_five_providers(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    one, *_ = await questions(app, 4)
    await take_all(app, one.handover_id, *HELPED[:2])
    told_of = await figures(app)
    *_, last = told_of["quarters"]
    assert (last["questions"], last["providers"], last["warm"]) == (None, None, None)
    assert last["hours_to_acceptance"] is None
    [first] = last["partners"]
    assert (first["asked"], first["accepted"]) == (None, None)
    assert told_of["open"]["overdue"] is None
    assert "minder dan vijf aanbieders" in told_of["explanation"]


async def test_a_part_that_would_give_a_small_rest_away_is_not_told(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await name_council_a_platform(app)
    await questions(app, 6)
    await questions(app, 2, received_by_organisation_id=None)
    *_, last = (await figures(app))["quarters"]
    assert (last["questions"], last["via_platform"]) == (5, None)


@pytest.mark.requirement("F18")
async def test_open_cases_are_counted_as_of_today(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    for each in await questions(app, 5):
        await take(app, each.handover_id, {"step": "acknowledge"})
        await take(app, each.handover_id, HELPED[1])
    now = (await figures(app))["open"]
    assert now == {"reference_date": "2027-01-04", "overdue": 5, "on_time": 0}


@pytest.mark.requirement("A05")
async def test_figures_are_for_those_who_work_for_the_municipality(app: Running) -> None:
    app.now = NEW_YEAR
    path = f"municipalities/{TOWN}/indicators?{YEAR}"
    assert (await see(app, path, as_coordinator(app, "GM0002"))).status_code == 404
    assert (await see(app, path, as_partner(app, FIRST))).status_code == 403
    assert (await see(app, path, app.token("administrator"))).status_code == 200


async def test_a_period_without_a_quarter_that_is_over_is_a_mistake(app: Running) -> None:
    for period in ("from=2026-11-01&until=2026-12-31", "from=2026-10-01&until=2026-12-31"):
        path = f"municipalities/{TOWN}/indicators?{period}"
        refused = await see(app, path, as_coordinator(app))
        assert refused.status_code == 400
        assert refused.json()["errors"][0]["detail"].startswith("In deze periode ligt geen heel")
