"""How much organisations can take over: said by themselves, and heeded."""

import asyncio
from datetime import timedelta

import pytest
from chassis.process.testing import Running
from contracts.network import CapacityChanged
from contracts.routing import HandoverRequested
from routing.handovers.handlers import route_questions
from routing_deciding import ask, explained, passed_over, say_room
from routing_people import HELPED, as_partner, take_all
from routing_register import pointers, read
from routing_town import FIRST, MONDAY, NAMES, SECOND, THIRD, received, rule_entry, settle
from sqlalchemy import text

WAITING_FOR_A_LOCK = text("""
    SELECT count(*) FROM pg_locks
    JOIN pg_database ON pg_database.oid = pg_locks.database AND datname = current_database()
    WHERE locktype = 'advisory' AND NOT granted
""")


@pytest.mark.parametrize(
    ("capacity", "others", "why"),
    [
        ("closed", {}, "closed"),
        ("closed", {"closed_until": "2026-11-23"}, "closed"),
        ("open", {"absent_from": "2026-11-20", "absent_until": "2026-11-23"}, "absent"),
        ("open", {"absent_from": "2026-11-23"}, "absent"),
        ("waiting_list", {}, "waiting_list"),
    ],
)
@pytest.mark.requirement("P26")
async def test_who_has_no_room_is_passed_over_and_that_is_told(
    app: Running, capacity: str, others: dict[str, str], why: str
) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    assert (await say_room(app, FIRST, capacity, **others)).status_code == 200
    assert await ask(app) == SECOND
    assert await passed_over(app) == {NAMES[FIRST]: why, NAMES[SECOND]: None}


async def test_who_has_a_waiting_list_is_asked_when_there_is_nobody_else(app: Running) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    await say_room(app, FIRST, "waiting_list")
    await say_room(app, SECOND, "closed")
    assert await ask(app) == FIRST


async def test_absence_that_is_yet_to_come_or_over_is_in_nobodys_way(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await say_room(app, FIRST, "open", absent_from="2026-11-24")
    assert await ask(app) == FIRST
    await say_room(app, FIRST, "open", absent_from="2026-11-01", absent_until="2026-11-22")
    assert await ask(app) == FIRST


async def test_who_is_limited_gets_no_more_than_so_many_at_once(app: Running) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    await say_room(app, FIRST, "limited", most_open=2)
    assert [await ask(app) for _ in range(3)] == [FIRST, FIRST, SECOND]
    [full, _] = (await explained(app))["considered"]
    assert (full["passed_over"], full["open_handovers"]) == ("full", 2)
    assert full["words"] == (
        "Sportservice Waardland heeft zo veel lopende overdrachten als er tegelijk kunnen."
    )


async def test_the_end_of_a_handover_makes_room_for_a_question_that_waits(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await say_room(app, FIRST, "limited", most_open=1)
    assert [await ask(app), await ask(app)] == [FIRST, None]
    [first] = await app.announced_of(HandoverRequested)
    await take_all(app, first.handover_id, *HELPED)
    await app.ring(MONDAY)
    assert len(await app.announced_of(HandoverRequested)) == 2


async def test_a_question_that_waits_goes_when_somebody_opens(app: Running) -> None:
    await settle(app, rule_entry(FIRST), rule_entry(THIRD, theme="space"))
    await say_room(app, FIRST, "closed")
    assert await ask(app) is None
    await say_room(app, FIRST, "open")
    await app.ring(MONDAY)
    [requested] = await app.announced_of(HandoverRequested)
    assert requested.to_organisation_id == FIRST


async def test_a_question_that_waits_goes_on_the_day_after_the_last_closed_one(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST))
    await say_room(app, FIRST, "closed", closed_until="2026-11-23")
    await ask(app)
    await app.ring(MONDAY + timedelta(hours=13))
    assert await app.announced_of(HandoverRequested) == []
    await app.ring(MONDAY + timedelta(hours=14))  # midnight in Amsterdam
    assert len(await app.announced_of(HandoverRequested)) == 1


async def test_each_change_is_told_once_with_a_version(app: Running) -> None:
    await settle(app)
    for capacity in ("closed", "closed", "open"):
        await say_room(app, FIRST, capacity)
    said = await app.announced_of(CapacityChanged)
    assert [(one.capacity, one.version) for one in said] == [("closed", 1), ("open", 2)]
    shown = await read(app, f"organisations/{FIRST}/capacity")
    assert (shown["capacity"], shown["version"]) == ("open", 2)
    never = await read(app, f"organisations/{SECOND}/capacity")
    assert (never["capacity"], never["version"]) == ("open", 0)


async def test_an_organisation_speaks_for_itself_alone(app: Running) -> None:
    await settle(app)
    path, closed = f"/v1/organisations/{FIRST}/capacity", {"capacity": "closed"}
    for headers, status in (
        (as_partner(app, SECOND), 403),
        (app.token("coordinator", organisation_id=FIRST), 403),
        (app.token("administrator", municipalities=["GM0002"]), 403),
        (app.token("administrator"), 200),
        (as_partner(app, FIRST), 200),
    ):
        answer = await app.client.put(path, json=closed, headers=headers)
        assert answer.status_code == status
    stale = {**as_partner(app, FIRST), "If-Match": '"0"'}
    assert (await app.client.put(path, json=closed, headers=stale)).status_code == 412


async def test_all_that_is_wrong_with_it_is_said_at_once(app: Running) -> None:
    await settle(app)
    wrong = await say_room(
        app, FIRST, "limited", closed_until="2026-12-01", absent_until="2026-12-01"
    )
    assert pointers(wrong) == ["#/most_open", "#/closed_until", "#/absent_until"]
    passed = await say_room(app, FIRST, "closed", most_open=3, closed_until="2026-11-22")
    assert pointers(passed) == ["#/most_open", "#/closed_until"]


async def test_a_question_that_comes_while_somebody_opens_is_not_forgotten(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await say_room(app, FIRST, "closed")
    async with app.begin() as work:
        await route_questions([received()], work)
        await say_room(app, FIRST, "open")
        ringing = asyncio.create_task(app.ring(MONDAY))
        while not (await work.db.execute(WAITING_FOR_A_LOCK)).scalar_one():
            pass  # each look lets the other go on
    await ringing
    assert len(await app.announced_of(HandoverRequested)) == 1
