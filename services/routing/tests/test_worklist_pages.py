"""The pages of the work list: together they are the list, whatever is asked of it."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any, Final
from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.routing import HandoverRequested
from routing_people import HELPED, as_coordinator, as_partner, see, take_all
from routing_town import COUNCIL, FIRST, MONDAY, SECOND, THIRD, TOWN, received, rule_entry, settle
from routing_work import ids, listed

ELSEWHERE = "GM0002"
LONG_AGO = urlsafe_b64encode(
    b'["due","0001-01-01T00:00+14:00","00000000-0000-0000-0000-000000000000"]'
).decode()
WISHES: Final[Mapping[str, tuple[Any, ...]]] = {
    "overdue": (None, True),
    "withoutContact": (None, True),
    "theme": (None, "space", "volunteers"),
    "municipalityCode": (None, ELSEWHERE),
    "state": (None, "accepted", "waiting", "requested"),
    "myOrganisation": (None, True),
    "sort": ("due", "received", "changed"),
}


def fits(case: Mapping[str, Any], wishes: Mapping[str, Any]) -> bool:
    """As plainly as it can be said."""
    own = case["next"]["owner"] == "organisation" and case["next"]["organisation_id"] == str(FIRST)
    return (
        (case["overdue"] or "overdue" not in wishes)
        and (not case["contact"] or "withoutContact" not in wishes)
        and (own or "myOrganisation" not in wishes)
        and case["theme"] == wishes.get("theme", case["theme"])
        and case["municipality_code"] == wishes.get("municipalityCode", case["municipality_code"])
        and case["state"] == wishes.get("state", case["state"])
    )


@pytest.fixture
async def busy(app: Running) -> Running:
    """A region where much is going on, and some of it is late."""
    rules = [rule_entry([FIRST, SECOND, THIRD]), rule_entry(FIRST, theme="space")]
    await settle(app, *rules)
    for number in range(24):
        app.now = MONDAY + timedelta(hours=number)
        theme, code = (
            ("volunteers", "space", "other")[number % 3],
            (TOWN, TOWN, ELSEWHERE)[number % 3],
        )
        await app.hear(received(theme=theme, municipality_code=code, occurred_at=app.now))
    own = [r for r in await app.announced_of(HandoverRequested) if r.to_organisation_id == FIRST]
    for place, requested in enumerate(own):
        await take_all(app, requested.handover_id, *HELPED[: 1 + place % 5])
    app.now = MONDAY + timedelta(days=11)
    return app


@pytest.mark.parametrize("rung", [False, True])
async def test_whatever_is_asked_the_list_holds_just_the_cases_that_fit(
    busy: Running, rung: bool
) -> None:
    """Before the clocks of what is late have rung, and after."""
    if rung and busy.now:
        await busy.ring(busy.now)
    everywhere = busy.token("service", organisation_id=FIRST)
    whole = await listed(busy, everywhere, pageSize=100)
    assert len(whole) == 24
    assert any(case["overdue"] for case in whole)
    combinations = list(product(*WISHES.values()))
    for values in Random(1).sample(combinations, 40):
        wishes = {name: value for name, value in zip(WISHES, values, strict=True) if value}
        found = ids(await listed(busy, everywhere, pageSize=7, **wishes))
        assert len(set(found)) == len(found)
        assert set(found) == set(ids([case for case in whole if fits(case, wishes)])), wishes


async def test_an_organisation_that_takes_part_twice_sees_its_case_once(app: Running) -> None:
    await settle(app, rule_entry(COUNCIL))
    await app.hear(received())
    own = app.token("partner", "coordinator", organisation_id=COUNCIL, municipalities=[TOWN])
    assert len(await listed(app, own)) == 1
    assert len(await listed(app, as_partner(app, COUNCIL))) == 1


@pytest.mark.parametrize("sort", ["due", "received", "changed"])
async def test_the_pages_together_are_the_whole_list_in_order(app: Running, sort: str) -> None:
    await settle(app, rule_entry([FIRST, SECOND, THIRD]), rule_entry(SECOND, theme="space"))
    for hours in range(6):
        app.now = MONDAY + timedelta(hours=hours)
        themes = ("space", "volunteers", "volunteers")
        await app.hear(*(received(theme=theme, occurred_at=app.now) for theme in themes))
    desk = as_coordinator(app)
    asked_first = [
        r for r in await app.announced_of(HandoverRequested) if r.to_organisation_id == FIRST
    ]
    await take_all(app, asked_first[1].handover_id, *HELPED[:2])
    whole = await listed(app, desk, sort=sort, pageSize=100)
    assert len(whole) == 18
    assert await listed(app, desk, sort=sort, pageSize=5) == whole
    at = [case["next"]["due_at"] if sort == "due" else case[f"{sort}_at"] for case in whole]
    assert at == sorted(at, reverse=sort == "changed")


async def test_a_case_that_changes_while_somebody_reads_is_not_seen_twice(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await app.hear(*(received() for _ in range(6)))
    path = "worklist?sort=received&pageSize=3"
    first = (await see(app, path, as_coordinator(app))).json()
    requested = {one.question_id: one for one in await app.announced_of(HandoverRequested)}
    moved = requested[UUID(first["cases"][0]["question_id"])]
    await take_all(app, moved.handover_id, *HELPED[:2])
    second = await see(app, f"{path}&cursor={first['cursor']}", as_coordinator(app))
    assert not {*ids(first["cases"])} & {*ids(second.json()["cases"])}
    assert len(second.json()["cases"]) == 3


async def test_a_place_that_is_not_one_of_this_list_is_a_mistake(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await app.hear(received(), received())
    page = (await see(app, "worklist?pageSize=1", as_coordinator(app))).json()
    other_order = f"sort=received&cursor={page['cursor']}"
    for wishes in ("cursor=x", "cursor=W10", f"cursor={LONG_AGO}", other_order):
        refused = await see(app, f"worklist?{wishes}", as_coordinator(app))
        assert refused.status_code == 400, wishes
        assert refused.json()["errors"][0]["pointer"] == "#/query/cursor"
