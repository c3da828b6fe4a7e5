"""Terms of municipalities: for clocks that start from then on; those that run keep theirs."""

from datetime import UTC, datetime, timedelta

import pytest
from chassis.process.testing import Running
from contracts.network import TermsSet
from contracts.routing import HandoverExpired
from routing_deciding import ask, last_asked, town_hall
from routing_people import HELPED, take_all
from routing_register import pointers, put, read
from routing_town import DESK, FIRST, MONDAY, TOWN, rule_entry, settle

PATH = f"municipalities/{TOWN}/terms"


async def settled(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await town_hall(app)


async def test_a_term_counts_for_what_starts_from_then_on_and_running_clocks_keep_theirs(
    app: Running,
) -> None:
    await settled(app)
    await ask(app)
    before = await last_asked(app)
    assert (await put(app, PATH, {"acknowledge": "3bd", "reply": "5bd"})).status_code == 200
    await ask(app)
    after = await last_asked(app)
    assert before.acknowledge_by == datetime(2026, 11, 24, 23, tzinfo=UTC)
    assert after.acknowledge_by == datetime(2026, 11, 26, 23, tzinfo=UTC)
    assert after.reply_by == datetime(2026, 11, 30, 23, tzinfo=UTC)
    await app.ring(MONDAY + timedelta(days=2))
    [expired] = await app.announced_of(HandoverExpired)
    assert expired.handover_id == before.handover_id


async def test_the_next_clock_of_a_handover_that_runs_already_takes_the_new_term(
    app: Running,
) -> None:
    await settled(app)
    await ask(app)
    await put(app, PATH, {"contact": "1bd"})
    accepted = await take_all(app, (await last_asked(app)).handover_id, *HELPED[:2])
    assert accepted["contact_by"] == "2026-11-24T23:00:00Z"


async def test_another_municipality_keeps_the_terms_that_everybody_has(app: Running) -> None:
    await settled(app)
    await settle(app, rule_entry(FIRST, municipality_code="GM0642"))
    await put(app, PATH, {"acknowledge": "9bd"})
    await ask(app, municipality_code="GM0642")
    assert (await last_asked(app)).acknowledge_by == datetime(2026, 11, 24, 23, tzinfo=UTC)


async def test_each_setting_is_a_version_that_is_told_and_the_old_ones_stay(app: Running) -> None:
    await settled(app)
    for triage in ("3bd", "3bd", "4bd"):
        await put(app, PATH, {"triage": triage, "acknowledge": "PT3S"})
    said = await app.announced_of(TermsSet)
    assert [(one.version, one.terms["triage"]) for one in said] == [(1, "3bd"), (2, "4bd")]
    assert {one.organisation_id for one in said} == {DESK}
    assert (await read(app, PATH))["version"] == 2
    assert [one["version"] for one in await read(app, f"{PATH}/versions")] == [1, 2]


@pytest.mark.parametrize("length", ["0bd", "two days", "P1Y", "-1bd", ""])
async def test_what_is_no_term_or_no_kind_of_term_is_refused(app: Running, length: str) -> None:
    await settled(app)
    wrong = await put(app, PATH, {"reply": length, "lunch": "1bd"})
    assert set(pointers(wrong)) == {"#/reply", "#/lunch"}
    assert await app.announced_of(TermsSet) == []


async def test_terms_are_set_by_who_administers_a_municipality_that_is_known(
    app: Running,
) -> None:
    await settle(app)
    three = {"triage": "3bd"}
    elsewhere = app.token("administrator", municipalities=["GM0002"])
    for headers in (elsewhere, app.token("coordinator")):
        assert (await put(app, PATH, three, headers)).status_code == 403
    assert (await put(app, PATH, three)).status_code == 409
    await town_hall(app)
    stale = {**app.token("administrator"), "If-Match": '"1"'}
    assert (await put(app, PATH, three, stale)).status_code == 412
    await read(app, PATH, status=404)
