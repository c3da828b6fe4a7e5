"""Members: joining, leaving for a reason, direct and indirect; figures that give nobody away."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.agreements import SeatRecorded
from contracts.network import MembershipEnded, MembershipStarted
from contracts.providers import ProviderRegistered
from contracts.vocabulary import LeaveReason, ProviderKind, SizeClass
from routing_register import kept, membership, office_of, organisation, pointers, put, read
from routing_town import MONDAY, TOWN


def provider(**others: Any) -> ProviderRegistered:
    said = {
        "provider_id": uuid4(),
        "municipality_code": TOWN,
        "version": 1,
        "occurred_at": MONDAY,
        "kind": ProviderKind.ENTREPRENEUR,
        "disciplines": ["fitness"],
        "size": SizeClass.SMALL,
    }
    return ProviderRegistered.model_validate(said | others)


async def join(app: Running, parent: UUID, *providers: ProviderRegistered) -> None:
    await app.hear(*providers)
    for each in providers:
        entry = membership(parent, member_provider_id=str(each.provider_id))
        await kept(app, f"memberships/{uuid4()}", entry)


async def figures(app: Running, path: str) -> Any:
    return await read(app, f"{path}/member-figures", app.token("administrator"))


@pytest.mark.requirement("M09")
async def test_a_member_joins_stays_and_leaves_for_a_reason(app: Running) -> None:
    office_id, path = await office_of(app), f"memberships/{uuid4()}"
    joined = membership(office_id, member_provider_id=str(uuid4()))
    await kept(app, path, joined)
    without = await put(app, path, {**joined, "ended_on": "2026-12-01"})
    assert pointers(without) == ["#/leave_reason"]
    assert await app.announced_of(MembershipEnded) == []
    left = {**joined, "ended_on": "2026-12-01", "leave_reason": "no_benefit"}
    assert (await kept(app, path, left))["version"] == 2
    assert (await put(app, path, joined)).status_code == 409
    [started], [ended] = (
        await app.announced_of(MembershipStarted),
        await app.announced_of(MembershipEnded),
    )
    assert (started.version, started.organisation_id) == (1, office_id)
    assert (ended.version, ended.reason) == (2, LeaveReason.NO_BENEFIT)


@pytest.mark.requirement("M09")
async def test_a_membership_that_comes_in_when_it_has_ended_is_told_as_both_facts(
    app: Running,
) -> None:
    office_id, path = await office_of(app), f"memberships/{uuid4()}"
    left = {"ended_on": "2026-06-01", "leave_reason": "moved"}
    await kept(app, path, membership(office_id, member_provider_id=str(uuid4()), **left))
    versions = await read(app, f"{path}/versions", app.token("administrator"))
    assert [one["leave_reason"] for one in versions] == [None, "moved"]
    [started], [ended] = (
        await app.announced_of(MembershipStarted),
        await app.announced_of(MembershipEnded),
    )
    assert (started.version, ended.version) == (1, 2)


@pytest.mark.requirement("B02")
async def test_a_trade_association_is_a_direct_member_and_its_entrepreneurs_are_indirect_ones(
    app: Running,
) -> None:
    umbrella = await organisation(app, "umbrella")
    association = await organisation(app, "trade_association")
    chained = membership(umbrella, member_organisation_id=str(association))
    await kept(app, f"memberships/{uuid4()}", chained)
    entrepreneur = provider()
    await join(app, association, entrepreneur)
    path = f"organisations/{umbrella}/members"
    found = await read(app, path, app.token("partner", organisation_id=umbrella))
    assert {one["member_organisation_id"]: (one["direct"], one["via"]) for one in found} == {
        str(association): (True, [str(umbrella)]),
        None: (False, [str(association)]),
    }
    stranger = app.token("partner", organisation_id=await organisation(app, "federation"))
    await read(app, path, stranger, status=404)
    assert await read(app, "memberships", stranger) == []


async def test_a_chain_of_members_never_leads_to_itself(app: Running) -> None:
    first, second = await organisation(app, "umbrella"), await organisation(app, "federation")
    up = membership(first, member_organisation_id=str(second))
    await kept(app, f"memberships/{uuid4()}", up)
    down = membership(second, member_organisation_id=str(first))
    assert pointers(await put(app, f"memberships/{uuid4()}", down)) == ["#/member_organisation_id"]


@pytest.mark.requirement("M04", "F18")
async def test_an_office_sees_how_many_members_it_has_of_which_size_and_discipline(
    app: Running,
) -> None:
    office_id = await office_of(app)
    fitness = [provider() for _ in range(15)]
    dance = [provider(disciplines=["dance"]) for _ in range(6)]
    await join(app, office_id, *fitness, *dance)
    seen = await figures(app, f"organisations/{office_id}")
    assert (seen["members"], seen["direct"], seen["indirect"]) == (21, 21, 0)
    assert [(one["name"], one["members"]) for one in seen["sizes"]] == [("small", 21)]
    told = {one["name"]: (one["members"], one["share"]) for one in seen["disciplines"]}
    assert told == {"fitness": (15, 71.4), "dance": (6, 28.6)}
    assert seen["reference_date"] == "2026-11-23"
    assert await figures(app, f"municipalities/{TOWN}") == seen


@pytest.mark.requirement("M04")
async def test_fewer_than_five_are_never_shown_nor_left_over_from_a_total(app: Running) -> None:
    office_id = await office_of(app)
    many, six = [provider() for _ in range(9)], [provider(disciplines=["golf"]) for _ in range(6)]
    few = [provider(disciplines=["padel"], size=SizeClass.LARGE) for _ in range(3)]
    await join(app, office_id, *many, *six, *few)
    seen = await figures(app, f"organisations/{office_id}")
    told = {one["name"]: one["members"] for one in seen["disciplines"]}
    assert (seen["members"], told) == (18, {"fitness": 9, "golf": None, "padel": None})
    assert {one["members"] for one in seen["sizes"]} == {None}
    lone = await office_of(app)
    await join(app, lone, *few)
    assert (await figures(app, f"organisations/{lone}"))["members"] is None


@pytest.mark.requirement("M03")
async def test_members_are_compared_with_the_field_by_discipline_and_size(app: Running) -> None:
    office_id = await office_of(app)
    await join(app, office_id, *(provider() for _ in range(8)))
    numbers = [
        {"discipline": "fitness", "size": "small", "providers": 20},
        {"discipline": "fitness", "size": "large", "providers": 20},
        {"discipline": "golf", "size": "large", "providers": 10},
    ]
    field = {"as_of": "2026-01-01", "numbers": numbers}
    recorded = await kept(app, f"municipalities/{TOWN}/reference-distribution", field)
    assert (recorded["numbers"], recorded["version"]) == (numbers, 1)
    seen = await figures(app, f"organisations/{office_id}")
    shares = {
        one["name"]: (one["share"], one["share_in_field"])
        for one in (*seen["disciplines"], *seen["sizes"])
    }
    assert shares == {
        "fitness": (100.0, 80.0),
        "golf": (0.0, 20.0),
        "small": (100.0, 40.0),
        "large": (0.0, 60.0),
    }
    assert seen["missing"] == ["golf"]


async def test_what_intake_said_last_of_a_provider_counts(app: Running) -> None:
    office_id = await office_of(app)
    members = [provider() for _ in range(5)]
    await join(app, office_id, *members)
    grown = [one.model_copy(update={"version": 3, "size": SizeClass.LARGE}) for one in members]
    await app.hear(*grown)
    await app.hear(*(one.model_copy(update={"version": 2}) for one in members))
    seen = await figures(app, f"organisations/{office_id}")
    assert [(one["name"], one["members"]) for one in seen["sizes"]] == [("large", 5)]


@pytest.mark.requirement("B10", "B11")
async def test_a_body_shows_its_seats_and_whether_entrepreneurs_have_one_that_votes(
    app: Running,
) -> None:
    core_team = await organisation(app, "core_team")
    desk, office_id = await organisation(app, "municipality"), await office_of(app)
    other = await office_of(app)

    async def seat(holder: UUID, **others: Any) -> str:
        path = f"seats/{uuid4()}"
        named = {"body_organisation_id": str(core_team), "holder_organisation_id": str(holder)}
        await kept(app, path, {**named, "voting": True, "valid_from": "2026-01-01", **others})
        return path

    async def composed() -> Any:
        return await read(app, f"organisations/{core_team}/composition")

    await seat(desk, delegates=2)
    before = await composed()
    assert (before["seats"], before["delegates"], before["voting"]) == (1, 2, 1)
    assert before["entrepreneurs_seated"] == []
    assert set(before["offices_without_seat"]) == {str(office_id), str(other)}
    await seat(office_id, voting=False)
    await seat(other, valid_until="2026-10-31")
    seen = await composed()
    assert seen["entrepreneurs_seated"] == [str(office_id)]
    assert seen["entrepreneurs_vote"] is False
    assert seen["offices_without_seat"] == [str(other)]
    assert seen["reference_date"] == "2026-11-23"
    said = [(one.organisation_id, one.voting) for one in await app.announced_of(SeatRecorded)]
    assert said == [(desk, True), (office_id, False), (other, True)]
    held = await read(app, f"seats?organisationId={other}")
    assert [one["valid_until"] for one in held] == ["2026-10-31"]
