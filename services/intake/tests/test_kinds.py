"""What is asked besides the usual: for many at once, for guidance, for room, by an introduction."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionMerged, QuestionReceived
from contracts.network import OrganisationRegistered
from contracts.vocabulary import OrganisationKind

from .conftest import HOEKSCHE_WAARD, NOW

Form = dict[str, Any]
OFFICE = UUID(int=21)


@pytest.fixture
def office(app: Running) -> dict[str, str]:
    return app.token("partner", organisation_id=OFFICE)


async def received(
    app: Running, form: Form, headers: dict[str, str], **more: Any
) -> QuestionReceived:
    answer = await app.client.post("/v1/questions", json={**form, **more}, headers=headers)
    assert answer.status_code == 201, answer.text
    return (await app.announced_of(QuestionReceived))[-1]


@pytest.mark.requirement("R02")
async def test_an_office_asks_on_behalf_of_its_members_as_a_number_without_names(
    app: Running, form: Form, office: dict[str, str]
) -> None:
    provider = {"kind": "entrepreneur", "name": "Ondernemers van het POS-kantoor"}
    one = {"provider": provider, "kind": "collective", "members": 21, "theme": "finance"}
    first = await received(app, form, office, **one)
    assert (first.kind, first.members) == ("collective", 21)
    assert first.received_by_organisation_id == OFFICE
    second = await received(app, form, office, **one)
    assert second.provider_id == first.provider_id
    assert await app.announced_of(QuestionMerged) == []  # it is asked on purpose


@pytest.mark.requirement("R02")
async def test_a_collective_question_says_for_how_many_and_no_other_question_does(
    app: Running, form: Form, office: dict[str, str]
) -> None:
    for more in ({"kind": "collective"}, {"members": 21}, {"kind": "collective", "members": 0}):
        answer = await app.client.post("/v1/questions", json={**form, **more}, headers=office)
        assert [error["pointer"] for error in answer.json()["errors"]] == ["#/members"]


@pytest.mark.requirement("P32", "A08")
@pytest.mark.parametrize("role", ["partner", "coordinator", "core_team"])
async def test_platforms_and_core_teams_ask_for_guidance_of_their_process(
    app: Running, form: Form, coordinator: dict[str, str], role: str
) -> None:
    platform = app.token(role, organisation_id=uuid4(), municipalities=[HOEKSCHE_WAARD])
    asked = await received(app, form, platform, kind="process_guidance", theme="governance")
    assert asked.kind == "process_guidance"
    steps = f"/v1/questions/{asked.question_id}/steps"
    for body, state in (
        ({"step": "triage"}, "triaging"),
        ({"step": "answer", "outcome": "helped"}, "answered"),
        ({"step": "close", "outcome": "helped"}, "closed"),
    ):
        answer = await app.client.post(steps, json=body, headers=coordinator)
        assert (answer.json()["state"], answer.json()["kind"]) == (state, "process_guidance")


@pytest.mark.parametrize(
    "more", [{"kind": "process_guidance"}, {"kind": "collective", "members": 3}]
)
async def test_what_organisations_ask_needs_a_token(app: Running, form: Form, more: Form) -> None:
    answer = await app.client.post("/v1/questions", json={**form, **more})
    assert answer.status_code == 401
    core_team = app.token("core_team", municipalities=["GM0758"])
    answer = await app.client.post("/v1/questions", json={**form, **more}, headers=core_team)
    assert answer.status_code == 403


@pytest.mark.requirement("P11")
async def test_a_member_of_a_platform_introduces_a_provider(
    app: Running, form: Form, coordinator: dict[str, str]
) -> None:
    platform = uuid4()
    told = {**form, "introduced_by_organisation_id": str(platform)}
    unknown = await app.client.post("/v1/questions", json=told, headers=coordinator)
    assert unknown.json()["errors"] == [
        {
            "pointer": "#/introduced_by_organisation_id",
            "detail": "Deze organisatie is niet bekend in het netwerk.",
        }
    ]
    await app.hear(registered(platform))
    asked = await received(app, form, coordinator, introduced_by_organisation_id=str(platform))
    assert asked.introduced_by_organisation_id == platform
    shown = await app.client.get(f"/v1/questions/{asked.question_id}", headers=coordinator)
    assert shown.json()["introduced_by_organisation_id"] == str(platform)
    assert (await app.client.post("/v1/questions", json=told)).status_code == 401


def registered(organisation_id: UUID) -> OrganisationRegistered:
    return OrganisationRegistered(
        organisation_id=organisation_id,
        kind=OrganisationKind.PLATFORM,
        name="Sportplatform",
        municipality_codes=["GM1963"],
        municipality_code="GM1963",
        version=1,
        occurred_at=NOW,
    )


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("WK0363AA", 201),
        ("BU0363AA01", 201),
        ("BU1963000A", 400),
        ("WK0363aa", 400),
        ("WK03", 400),
    ],
)
async def test_areas_of_large_cities_have_letters_in_their_code(
    app: Running, form: Form, code: str, status: int
) -> None:
    space = {"now_m2": 100, "wanted_m2": 300, "area_code": code}
    told = {**form, "theme": "space", "space": space}
    assert (await app.client.post("/v1/questions", json=told)).status_code == status


@pytest.mark.requirement("P12")
@pytest.mark.parametrize("channel", ["conversation", "visit", "telephone", "mail"])
async def test_staff_write_down_what_they_heard_without_the_provider_logging_in(
    app: Running, form: Form, coordinator: dict[str, str], channel: str
) -> None:
    asked = await received(app, form, coordinator, channel=channel, theme="network")
    assert asked.channel == channel


@pytest.mark.requirement("R17")
async def test_a_request_for_space_tells_how_much_and_in_which_area(
    app: Running, form: Form, coordinator: dict[str, str]
) -> None:
    space = {"now_m2": 100, "wanted_m2": 300, "area_code": "WK196301", "area": "bij de oude haven"}
    answer = await app.client.post("/v1/questions", json={**form, "theme": "space", "space": space})
    [asked] = await app.announced_of(QuestionReceived)
    assert (asked.space_now_m2, asked.space_wanted_m2, asked.area_code) == (100, 300, "WK196301")
    assert "haven" not in asked.model_dump_json()
    shown = await app.client.get(answer.headers["Location"], headers=coordinator)
    assert shown.json()["space_wanted_m2"] == 300
    details = await app.client.get(
        f"/v1/details/{asked.details_ref}", params={"purpose": "handover"}, headers=coordinator
    )
    assert details.json()["area"] == "bij de oude haven"


@pytest.mark.requirement("R17")
async def test_only_a_question_about_space_tells_of_space_and_never_an_address(
    app: Running, form: Form
) -> None:
    space = {"wanted_m2": 0, "area_code": "Kerkstraat 1"}
    answer = await app.client.post("/v1/questions", json={**form, "theme": "space", "space": space})
    assert {error["pointer"] for error in answer.json()["errors"]} == {
        "#/space/wanted_m2",
        "#/space/area_code",
    }
    answer = await app.client.post("/v1/questions", json={**form, "space": {"wanted_m2": 300}})
    assert [error["pointer"] for error in answer.json()["errors"]] == ["#/space"]


@pytest.mark.requirement("F04")
async def test_advice_on_the_legal_form_is_asked_as_a_part_of_governance(
    app: Running, form: Form
) -> None:
    about = {"theme": "governance", "subtheme": "legal_form"}
    asked = await received(app, form, {}, **about)
    assert (asked.theme, asked.subtheme) == ("governance", "legal_form")
    wrong = await app.client.post("/v1/questions", json={**form, "subtheme": "legal_form"})
    assert [error["pointer"] for error in wrong.json()["errors"]] == ["#/subtheme"]


@pytest.mark.requirement("F04", "R15")
async def test_clubs_and_entrepreneurs_see_what_lives_with_them_first(app: Running) -> None:
    first = {}
    for kind in ("club", "entrepreneur"):
        answer = await app.client.get("/v1/themes", params={"providerKind": kind})
        themes = answer.json()
        assert len({theme["theme"] for theme in themes}) == 16
        assert all(theme["label"][0].isupper() for theme in themes)
        first[kind] = [theme["theme"] for theme in themes[:3]]
        [governance] = [theme for theme in themes if theme["theme"] == "governance"]
        assert [part["code"] for part in governance["subthemes"]] == ["legal_form"]
    assert first["club"][0] == "volunteers"
    assert first["entrepreneur"] == ["space", "regulation", "funding"]
