"""POS offices, as administrators keep them: how far, where, by whom."""

from typing import Any
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.agreements import FacilitatorRecorded
from contracts.network import PosOfficeFounded
from contracts.vocabulary import OfficeState
from routing_register import OTHER_TOWN, kept, office, office_of, organisation, pointers, put, read
from routing_town import TOWN


@pytest.mark.requirement("B03", "M10", "F11")
async def test_an_office_works_in_many_municipalities_with_its_size_and_no_legal_form_yet(
    app: Running,
) -> None:
    office_id = await office_of(
        app, municipality_codes=[TOWN, OTHER_TOWN], size="large", initiated_by="umbrella"
    )
    neighbour = await office_of(app, municipality_codes=[OTHER_TOWN])
    [seen] = await read(app, f"pos-offices?municipalityCode={TOWN}")
    assert seen["organisation_id"] == str(office_id)
    assert (seen["size"], seen["initiated_by"], seen["legal_form"]) == ("large", "umbrella", None)
    both = await read(app, f"pos-offices?municipalityCode={OTHER_TOWN}")
    assert {one["organisation_id"] for one in both} == {str(office_id), str(neighbour)}
    founded, _ = await app.announced_of(PosOfficeFounded)
    assert (founded.municipality_codes, founded.version) == ([TOWN, OTHER_TOWN], 1)


@pytest.mark.requirement("B01", "B09")
async def test_an_office_belongs_to_the_national_umbrella_that_connects_offices(
    app: Running,
) -> None:
    umbrella = await organisation(app, "umbrella", TOWN, OTHER_TOWN, name="POS Nederland")
    counterpart = await organisation(app, "national", name="NOC*NSF")
    first = await office_of(app, umbrella_organisation_id=str(umbrella))
    second = await office_of(app, umbrella_organisation_id=str(umbrella))
    connected = await read(app, f"pos-offices?organisationId={umbrella}")
    assert {one["organisation_id"] for one in connected} == {str(first), str(second)}
    path = f"pos-offices/{await organisation(app, 'pos_office')}"
    wrong = await put(app, path, office(umbrella_organisation_id=str(counterpart)))
    assert pointers(wrong) == ["#/umbrella_organisation_id"]


async def test_an_office_is_an_organisation_of_that_kind(app: Running) -> None:
    club = await organisation(app, "federation")
    assert pointers(await put(app, f"pos-offices/{club}", office())) == ["#/organisation_id"]
    assert pointers(await put(app, f"pos-offices/{uuid4()}", office())) == ["#/organisation_id"]


@pytest.mark.requirement("F11")
@pytest.mark.parametrize(
    ("states", "refused"),
    [
        (["exploring", "founded", "building", "strategy_set", "active", "dormant"], "founded"),
        (["dormant", "active"], "building"),
        (["founded", "dissolved"], "active"),
        (["exploring"], "active"),
    ],
)
async def test_an_office_goes_step_by_step_and_legal_form_stands_apart_from_it(
    app: Running, states: list[str], refused: str
) -> None:
    office_id = await office_of(app, state=states[0])
    path = f"pos-offices/{office_id}"
    for state in states[1:]:
        await kept(app, path, office(state=state))
    before = await app.announced_of(PosOfficeFounded)
    assert [said.state for said in before] == [OfficeState(state) for state in states]
    answer = await put(app, path, office(state=refused, legal_form="foundation"))
    assert answer.status_code == 409
    assert await app.announced_of(PosOfficeFounded) == before
    same = await kept(app, path, office(state=states[-1], legal_form="foundation"))
    assert same["legal_form"] == "foundation"


@pytest.mark.requirement("B05", "F12", "B07")
async def test_leads_and_facilitators_come_and_go_and_the_history_stays(app: Running) -> None:
    office_id = await office_of(app)
    service = await organisation(app, "service_organisation")
    federation = await organisation(app, "federation")
    entry: dict[str, Any] = {"office_id": str(office_id), "valid_from": "2025-01-01"}
    leads = [uuid4(), uuid4()]
    for number, lead in enumerate(leads):
        await kept(app, f"leads/{lead}", {**entry, "person_ref": f"lead-{number}"})
    ended = {**entry, "person_ref": "lead-0", "valid_until": "2026-06-30"}
    assert (await kept(app, f"leads/{leads[0]}", ended))["version"] == 2
    administrator = app.token("administrator")
    found = await read(app, f"leads?organisationId={office_id}", administrator)
    assert len(found) == 2
    history = await read(app, f"leads/{leads[0]}/versions", administrator)
    assert [one["valid_until"] for one in history] == [None, "2026-06-30"]
    assert await read(app, "leads") == [], "who leads is for its municipality"
    first, second = uuid4(), uuid4()
    facilitated = {**entry, "organisation_id": str(service)}
    await kept(app, f"facilitators/{first}", facilitated)
    await kept(app, f"facilitators/{first}", {**facilitated, "valid_until": "2025-12-31"})
    again = {**facilitated, "organisation_id": str(federation), "valid_from": "2026-01-01"}
    await kept(app, f"facilitators/{second}", again)
    held = await read(app, f"facilitators?organisationId={office_id}")
    assert {one["organisation_id"]: one["valid_until"] for one in held} == {
        str(service): "2025-12-31",
        str(federation): None,
    }
    said = await app.announced_of(FacilitatorRecorded)
    assert [(one.version, one.organisation_id) for one in said] == [
        (1, service),
        (2, service),
        (1, federation),
    ]
