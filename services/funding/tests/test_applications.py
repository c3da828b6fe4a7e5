"""Asking for money: who may, what is refused at once, and who sees it."""

from uuid import UUID, uuid4

import pytest
from contracts.funding import ApplicationSubmitted, FundingRejected
from funding.tables import metadata, vault
from sqlalchemy import select, text

from .desk import HERE, Desk


async def test_an_application_over_the_mandate_waits_for_people(desk: Desk) -> None:
    shown = (await desk.post(await desk.line(), 5_000_00)).json()
    assert (shown["state"], shown["version"], shown["within_mandate"]) == ("submitted", 1, False)
    assert (shown["next"]["owner"], shown["next"]["action"]) == ("coordinator", "check")
    assert shown["next"]["by"]
    submitted = await desk.last(ApplicationSubmitted)
    assert (submitted.requested_cents, submitted.version) == (5_000_00, 1)


async def test_an_application_within_the_mandate_is_in_line_for_its_money(desk: Desk) -> None:
    shown = (await desk.post(await desk.line(), 600_00)).json()
    assert (shown["next"]["owner"], shown["next"]["action"]) == ("machine", "allot")


@pytest.mark.requirement("R13")
async def test_the_allowed_legal_forms_are_explicit_and_a_refusal_names_them_as_the_reason(
    desk: Desk,
) -> None:
    line_id = await desk.line(legal_forms=["association", "foundation"])
    shown = (await desk.post(line_id, 600_00, legal_form="sole_trader")).json()
    assert (shown["state"], shown["rejection_reason"], shown["next"]) == (
        "rejected",
        "legal_form",
        None,
    )
    rejected = await desk.last(FundingRejected)
    assert (rejected.reason, rejected.rule_set_version) == ("legal_form", 1)
    assert await desk.said(UUID(shown["id"])) == ["application-submitted", "funding-rejected"]
    open_to_all = await desk.line(legal_forms=["sole_trader", "private_company"])
    assert (await desk.post(open_to_all, 600_00, legal_form="sole_trader")).json()[
        "state"
    ] == "submitted"


@pytest.mark.parametrize(("cents", "state"), [(99_99, "rejected"), (100_00, "submitted")])
async def test_an_amount_outside_the_rules_is_refused(desk: Desk, cents: int, state: str) -> None:
    shown = (await desk.post(await desk.line(), cents)).json()
    assert shown["state"] == state
    assert shown["rejection_reason"] == ("not_eligible" if state == "rejected" else None)


async def test_a_programme_that_is_over_gives_nothing_any_more(desk: Desk) -> None:
    line_id = uuid4()
    over = {"code": "sports_agreement", "starts": "2023-01-01", "ends": "2024-12-31"}
    assert (await desk.put_line(line_id, 1_000_00, programme=over)).status_code == 201
    assert (await desk.post(line_id, 600_00)).json()["rejection_reason"] == "not_eligible"


async def test_a_draft_is_nobodys_business_until_it_is_submitted(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 600_00, draft=True)
    assert await desk.said(application_id) == []
    shown = await desk.steps(application_id, "submit")
    assert (shown["state"], shown["within_mandate"]) == ("submitted", True)
    await desk.allot()
    assert await desk.state(application_id) == "awarded"


async def test_the_same_key_again_gets_the_same_application(desk: Desk) -> None:
    line_id = await desk.line()
    first = await desk.post(line_id, 600_00, key="the-same-key")
    again = await desk.post(line_id, 600_00, key="the-same-key")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert await desk.said(UUID(first.json()["id"])) == ["application-submitted"]


async def test_another_application_under_the_same_key_is_a_conflict(desk: Desk) -> None:
    line_id = await desk.line()
    await desk.post(line_id, 600_00, key="the-same-key")
    other = await desk.post(line_id, 700_00, key="the-same-key")
    assert (other.status_code, other.json()["type"][-20:]) == (409, "idempotency-key-used")


async def test_a_key_is_the_organisations_own(desk: Desk) -> None:
    line_id = await desk.line()
    mine = await desk.post(line_id, 600_00, key="the-same-key")
    theirs = await Desk(desk.app).post(line_id, 600_00, key="the-same-key")
    assert theirs.status_code == 201
    assert theirs.json()["id"] != mine.json()["id"]


async def test_everything_that_is_wrong_is_said_at_once(desk: Desk) -> None:
    answer = await desk.post(uuid4(), -1, purpose="Not A Code", legal_form="gang", extra=1)
    assert answer.status_code == 400
    assert {flaw["pointer"] for flaw in answer.json()["errors"]} == {
        "#/requested_cents",
        "#/purpose",
        "#/legal_form",
        "#/extra",
    }


async def test_money_can_only_be_asked_of_a_line_that_the_applicant_sees(desk: Desk) -> None:
    assert (await desk.post(uuid4(), 600_00)).status_code == 404
    elsewhere = desk.app.token("partner", organisation_id=uuid4(), municipalities=["GM0363"])
    body = (await desk.post(await desk.line(), 600_00)).request.content
    headers = elsewhere | {"Content-Type": "application/json"}
    answer = await desk.app.client.post("/v1/applications", content=body, headers=headers)
    assert answer.status_code == 404


async def test_an_applicant_sees_its_own_and_staff_those_of_its_municipality(desk: Desk) -> None:
    line_id = await desk.line()
    application_id = await desk.apply(line_id, 600_00)
    path = f"/v1/applications/{application_id}"
    another = Desk(desk.app)
    elsewhere = desk.app.token("coordinator", municipalities=["GM0363"])
    nobody = desk.app.token("partner", municipalities=[HERE])
    no_role = desk.app.token(organisation_id=desk.applicant_id, municipalities=[HERE])
    for headers, status in (
        (desk.token("partner"), 200),
        (desk.token("coordinator"), 200),
        (another.token("partner"), 404),
        (elsewhere, 404),
        (nobody, 403),
        (no_role, 403),
    ):
        assert (await desk.app.client.get(path, headers=headers)).status_code == status
    assert (await desk.app.client.get(path)).status_code == 401
    listed = await another.get("/applications", "partner")
    assert listed["applications"] == []
    assert len((await desk.get("/applications", "partner"))["applications"]) == 1


async def test_a_list_is_filtered_and_paged_the_newest_first(desk: Desk) -> None:
    line_id = await desk.line()
    applied = [str(await desk.apply(line_id, 600_00)) for _ in range(3)]
    withdrawn = applied[1]
    await desk.steps(UUID(withdrawn), "withdraw")

    async def ids(query: str) -> list[str]:
        found = await desk.get(f"/applications?{query}")
        return [one["id"] for one in found["applications"]]

    assert await ids("state=withdrawn") == [withdrawn]
    assert await ids("pageSize=2") == applied[:0:-1]
    assert await ids("pageSize=2&page=2") == applied[:1]
    assert await ids(f"budgetLineId={uuid4()}") == []
    assert await ids("overdue=true") == []


async def test_free_text_is_in_the_vault_and_nowhere_else(desk: Desk) -> None:
    canary = "kanarie-7f3a"
    application_id = await desk.apply(await desk.line(), 600_00, description=canary)
    await desk.allot()
    path = f"/applications/{application_id}/descriptions"
    read = await desk.get(f"{path}?purpose=assessment", "core_team")
    assert [one["description"] for one in read["descriptions"]] == [canary]
    assert all(canary not in one.model_dump_json() for one in await desk.app.announced())
    async with desk.app.begin() as work:
        readings = await work.db.execute(text("SELECT purpose, role FROM vault_readings"))
        assert [tuple(row) for row in readings] == [("assessment", "core_team")]
        for table in set(metadata.tables.values()) - {vault}:
            assert canary not in str((await work.db.execute(select(table))).all())


async def test_who_reads_free_text_says_what_for(desk: Desk) -> None:
    application_id = await desk.apply(await desk.line(), 600_00)
    path = f"/v1/applications/{application_id}/descriptions"
    answer = await desk.app.client.get(path, headers=desk.token("coordinator"))
    assert answer.status_code == 400
