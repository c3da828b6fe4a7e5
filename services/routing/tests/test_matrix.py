"""Who does what for which theme: recorded, checked, and open to everybody."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.routing import HandoverRequested
from contracts.vocabulary import Theme
from hypothesis import given
from hypothesis import strategies as st
from routing.assignment.domain.matrix import OF_ONE, Responsibility, Role, check
from routing_deciding import ask, explained, town_hall
from routing_register import organisation, pointers, put, read
from routing_town import FIRST, MONDAY, SECOND, THIRD, TOWN, received, settle

PATH = f"municipalities/{TOWN}/responsibility-matrix"


def matrix(*held: tuple[str, str, UUID], valid_from: str = "2026-01-01") -> dict[str, Any]:
    return {
        "valid_from": valid_from,
        "responsibilities": [
            {"theme": theme, "role": role, "organisation_id": str(who)} for theme, role, who in held
        ],
    }


async def directory(app: Running) -> dict[str, dict[str, Any]]:
    """As somebody without an account sees it."""
    found = await app.client.get(f"/v1/directory?municipalityCode={TOWN}")
    assert found.status_code == 200, found.text
    return {one["theme"]: one for one in found.json()}


@pytest.mark.requirement("P01")
async def test_everybody_sees_who_answers_which_theme(app: Running) -> None:
    await settle(app)
    held = [("volunteers", "first_responder", FIRST), ("volunteers", "advises", SECOND)]
    assert (await put(app, PATH, matrix(*held))).status_code == 200
    found = await directory(app)
    assert len(found) == len(Theme)
    assert found["volunteers"]["organisation_name"] == "Sportservice Waardland"
    assert found["volunteers"]["advised_by"] == ["Clubhulp Waardland"]
    assert found["volunteers"]["words"] == (
        "Vragen over vrijwilligers pakt Sportservice Waardland als eerste op."
    )
    assert found["space"]["organisation_id"] is None
    assert found["space"]["words"].startswith("Hiervoor is nog geen organisatie aangewezen.")


@pytest.mark.requirement("P15")
async def test_every_gap_and_every_double_owner_is_told_before_a_version_takes_effect(
    app: Running,
) -> None:
    await settle(app)
    stranger = uuid4()
    held = [
        ("space", "first_responder", FIRST),
        ("space", "first_responder", SECOND),
        ("funding", "decides", FIRST),
        ("funding", "decides", THIRD),
        ("funding", "advises", SECOND),
        ("funding", "advises", stranger),
    ]
    answer = await app.client.post(
        f"/v1/{PATH}/check", json=matrix(*held), headers=app.token("administrator")
    )
    found = answer.json()
    assert set(found["gaps"]) == set(Theme) - {"space"}
    assert [(one["theme"], one["role"]) for one in found["doubles"]] == [
        ("funding", "decides"),
        ("space", "first_responder"),
    ]
    assert found["unknown_organisations"] == [str(stranger)]
    refused = await put(app, PATH, matrix(*held))
    assert pointers(refused) == [
        *(f"#/responsibilities/{place}" for place in range(4)),
        "#/responsibilities/5/organisation_id",
    ]
    await read(app, PATH, status=404)


@pytest.mark.requirement("P15")
async def test_each_recording_is_a_version_and_its_history_is_public(app: Running) -> None:
    await settle(app)
    first = matrix(("space", "first_responder", FIRST))
    for entry in (first, first, matrix(("space", "first_responder", SECOND))):
        assert (await put(app, PATH, entry)).status_code == 200
    history = await app.client.get(f"/v1/{PATH}/versions")
    held = [one["responsibilities"][0]["organisation_id"] for one in history.json()]
    assert held == [str(FIRST), str(SECOND)]
    assert "space" not in history.json()[0]["gaps"]
    stale = {**app.token("administrator"), "If-Match": '"1"'}
    assert (await put(app, PATH, first, stale)).status_code == 412


@pytest.mark.requirement("P15")
async def test_a_version_counts_from_its_first_day(app: Running) -> None:
    await settle(app)
    await put(app, PATH, matrix(("space", "first_responder", FIRST)))
    await put(app, PATH, matrix(("space", "first_responder", SECOND), valid_from="2026-11-24"))
    assert (await directory(app))["space"]["organisation_id"] == str(FIRST)
    app.now = MONDAY + timedelta(days=1)
    assert (await directory(app))["space"]["organisation_id"] == str(SECOND)


@pytest.mark.requirement("P17")
async def test_the_first_responder_is_asked_where_no_rule_fits(app: Running) -> None:
    await settle(app)
    await town_hall(app)
    held = [("volunteers", "first_responder", FIRST), ("volunteers", "advises", SECOND)]
    await put(app, PATH, matrix(*held))
    assert await ask(app) == FIRST
    assert (await explained(app))["why"] == (
        f"Verantwoordelijkheden van gemeente {TOWN}, versie 1: Sportservice Waardland pakt vragen "
        "over vrijwilligers als eerste op."
    )


@pytest.mark.requirement("P17")
async def test_a_question_that_waits_goes_when_somebody_is_made_responsible(app: Running) -> None:
    await settle(app)
    await town_hall(app)
    await app.hear(received())
    tomorrow = matrix(("volunteers", "first_responder", FIRST), valid_from="2026-11-24")
    await put(app, PATH, tomorrow)
    await app.ring(MONDAY)
    assert await app.announced_of(HandoverRequested) == []
    await app.ring(MONDAY + timedelta(days=1))
    assert [one.to_organisation_id for one in await app.announced_of(HandoverRequested)] == [FIRST]


async def test_a_matrix_is_recorded_by_who_administers_the_municipality(app: Running) -> None:
    await settle(app)
    elsewhere = app.token("administrator", municipalities=["GM0002"])
    entry = matrix(("space", "first_responder", await organisation(app, "federation")))
    for headers in (elsewhere, app.token("coordinator")):
        assert (await put(app, PATH, entry, headers)).status_code == 403


held = st.frozensets(
    st.builds(
        Responsibility,
        st.sampled_from(Theme),
        st.sampled_from(Role),
        st.sampled_from([FIRST, SECOND, THIRD]),
    )
)


@given(held)
def test_a_theme_is_a_gap_a_double_or_has_one_first_responder(
    responsibilities: frozenset[Responsibility],
) -> None:
    found = check(responsibilities)
    doubles = {(each.theme, each.role) for each in found.doubles}
    for theme in Theme:
        for role in OF_ONE:
            owners = {r for r in responsibilities if (r.theme, r.role) == (theme, role)}
            assert ((theme, role) in doubles) is (len(owners) > 1)
        firsts = [
            r for r in responsibilities if r.theme is theme and r.role is Role.FIRST_RESPONDER
        ]
        assert (theme in found.gaps) is (not firsts)
