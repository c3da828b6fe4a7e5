"""The vault: who may put and read what people wrote."""

import json
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running, published
from contracts.intake import QuestionReceived
from contracts.partners import SubmissionRejected
from sqlalchemy import text

from .conftest import Asked, Routing, submit
from .test_submissions import submission

Form = dict[str, Any]
DETAILS = {
    "text": "Wie helpt ons met de ledenadministratie?",
    "contact": {"name": "Bram Visser", "telephone": "0612345678"},
    "provider_name": "SV Noord",
}
COUNCIL = UUID(int=len("sportraad"))  # whose topic `app.submit` uses


async def details_of(
    app: Running, ref: str, headers: dict[str, str], purpose: str = "handover"
) -> tuple[int, Form]:
    answer = await app.client.get(
        f"/v1/details/{ref}", params={"purpose": purpose}, headers=headers
    )
    return answer.status_code, answer.json()


@pytest.fixture
def council(app: Running) -> dict[str, str]:
    return app.token("partner", organisation_id=COUNCIL)


async def test_only_the_organisation_that_took_a_question_over_reads_its_details(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    ref = (await asked.now())["details_ref"]
    receiver = app.token("partner", organisation_id=handover.organisation_id)
    await app.hear(handover.requested())
    assert (await details_of(app, ref, receiver))[0] == 404
    await app.hear(handover.accepted())
    status, details = await details_of(app, ref, receiver)
    assert (status, details["contact"]["email"]) == (200, "anna@example.nl")
    assert (await details_of(app, ref, app.token("partner", organisation_id=uuid4())))[0] == 404
    await app.hear(handover.returned())
    assert (await details_of(app, ref, receiver))[0] == 404


@pytest.mark.requirement("P18")
async def test_without_consent_who_takes_over_does_not_read_them(app: Running, form: Form) -> None:
    answer = await app.client.post("/v1/questions", json={**form, "consent": False})
    handover = Routing(UUID(answer.json()["question_id"]))
    await app.hear(handover.requested(), handover.accepted())
    [received] = await app.announced_of(QuestionReceived)
    receiver = app.token("partner", organisation_id=handover.organisation_id)
    assert (await details_of(app, received.details_ref, receiver))[0] == 404


async def test_once_a_question_is_done_no_organisation_reads_its_details(
    app: Running, asked: Asked, routing: Callable[[], Routing], coordinator: dict[str, str]
) -> None:
    handover = routing()
    ref = (await asked.now())["details_ref"]
    receiver = app.token("partner", organisation_id=handover.organisation_id)
    await app.hear(handover.requested(), handover.accepted(), handover.completed())
    assert (await details_of(app, ref, receiver))[0] == 200
    await asked.take("close", outcome="helped")
    assert (await details_of(app, ref, receiver))[0] == 404
    assert (await details_of(app, ref, coordinator))[0] == 200


async def test_details_are_read_for_a_purpose_of_ones_own(
    app: Running, asked: Asked, coordinator: dict[str, str]
) -> None:
    ref = (await asked.now())["details_ref"]
    service = app.token("service")
    assert (await details_of(app, ref, service, "notification"))[0] == 200
    assert (await details_of(app, ref, service, "handover"))[0] == 403
    assert (await details_of(app, ref, coordinator, "notification"))[0] == 403
    assert (await details_of(app, ref, coordinator, "curiosity"))[0] == 400
    without = await app.client.get(f"/v1/details/{ref}", headers=coordinator)
    assert without.status_code == 400


async def test_each_reading_is_logged_without_who_looked_or_what_was_read(
    app: Running, asked: Asked, coordinator: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    ref = (await asked.now())["details_ref"]
    with caplog.at_level(logging.INFO, "ldv"):
        await details_of(app, ref, coordinator)
        await details_of(app, "not-a-ref", coordinator)
    [line] = [record.msg for record in caplog.records if record.name == "ldv"]
    assert isinstance(line, dict)
    told = json.dumps(line)
    assert "urn:sportloket:verwerking:handover" in told
    assert not [secret for secret in (ref, "Anna", "a tester") if secret in told]


@pytest.mark.parametrize("name", ["Ḽơᶉëᶆ d'Ängelo-Łódź", "李小龍", "👩‍👩‍👧 Ömer", "نور الدين"])
async def test_names_in_any_script_come_back_as_they_were_given(
    app: Running, form: Form, coordinator: dict[str, str], name: str
) -> None:
    named = {
        "provider": {"kind": "club", "name": name},
        "contact": {**form["contact"], "name": name},
    }
    await app.client.post("/v1/questions", json={**form, **named})
    [received] = await app.announced_of(QuestionReceived)
    _, details = await details_of(app, received.details_ref, coordinator)
    assert (details["contact"]["name"], details["provider_name"]) == (name, name)


async def test_a_partner_puts_details_before_its_question_and_names_them_as_it_put_them(
    app: Running, council: dict[str, str]
) -> None:
    """What is answered is what events may name: the partner's own reference."""
    path = "/v1/details/intake-2026-17"
    put = (await app.client.put(path, json=DETAILS, headers=council)).json()
    assert put == {"details_ref": "intake-2026-17"}
    await app.submit("sportraad", submission(details_ref=put["details_ref"]))
    [received] = await app.announced_of(QuestionReceived)
    for ref in (received.details_ref, "intake-2026-17"):
        status, details = await details_of(app, ref, council)
        assert (status, details["text"]) == (200, DETAILS["text"])


async def test_a_question_about_which_nothing_was_put_is_refused_with_the_place(
    app: Running, council: dict[str, str]
) -> None:
    once = published(submission(), "urn:test:sportraad", "once")
    await app.submit("sportraad", once, submission(municipality_code="GM9999"))
    first, second = await app.announced_of(SubmissionRejected)
    assert [problem.pointer for problem in first.problems] == ["#/data/details_ref"]
    assert "PUT /v1/details/{ref}" in first.problems[0].detail
    assert {problem.pointer for problem in second.problems} == {
        "#/data/details_ref",
        "#/data/municipality_code",
    }
    stranger = app.token("partner", organisation_id=uuid4())
    await app.client.put("/v1/details/intake-2026-17", json=DETAILS, headers=stranger)
    await app.submit("sportraad", submission())
    assert not await app.announced_of(QuestionReceived)


async def test_what_was_taken_in_once_gets_its_receipt_also_when_its_details_are_erased(
    app: Running,
) -> None:
    once = published(submission(), "urn:test:sportraad", "once")
    await submit(app, "sportraad", once)
    async with app.begin() as work:
        await work.db.execute(text("UPDATE vault SET content = NULL"))
    await app.submit("sportraad", once)
    assert not await app.announced_of(SubmissionRejected)
    assert len(await app.announced_of(QuestionReceived)) == 1


async def test_what_is_put_again_replaces_what_was_there(
    app: Running, council: dict[str, str]
) -> None:
    await submit(app, "sportraad", submission())
    for words in ("Eerst dit", "Toen dat"):
        await app.client.put(
            "/v1/details/intake-2026-17", json={**DETAILS, "text": words}, headers=council
        )
    assert (await details_of(app, "intake-2026-17", council))[1]["text"] == "Toen dat"


async def test_nobody_reads_or_replaces_by_another_organisations_reference(
    app: Running, council: dict[str, str]
) -> None:
    await submit(app, "sportraad", submission())
    await app.client.put("/v1/details/intake-2026-17", json=DETAILS, headers=council)
    stranger = app.token("partner", organisation_id=uuid4())
    other = {**DETAILS, "text": "Iets anders"}
    await app.client.put("/v1/details/intake-2026-17", json=other, headers=stranger)
    assert (await details_of(app, "intake-2026-17", stranger))[0] == 404
    assert (await details_of(app, "intake-2026-17", council))[1]["text"] == DETAILS["text"]


async def test_partners_put_no_report_of_transgressive_behaviour(
    app: Running, council: dict[str, str]
) -> None:
    report = {**DETAILS, "text": "Een trainer heeft een meisje betast."}
    answer = await app.client.put("/v1/details/a-ref", json=report, headers=council)
    assert answer.status_code == 409
    assert "Centrum Veilige Sport Nederland" in answer.json()["detail"]


async def test_what_was_asked_and_told_later_is_kept_with_the_question(
    app: Running, asked: Asked, coordinator: dict[str, str]
) -> None:
    await asked.take("triage")
    await asked.take("request_information", text="Met hoeveel zijn jullie?")
    await asked.take("provide_information", text="Met 120.")
    ref = (await asked.now())["details_ref"]
    _, details = await details_of(app, ref, coordinator)
    assert [(remark["by"], remark["text"]) for remark in details["remarks"]] == [
        ("desk", "Met hoeveel zijn jullie?"),
        ("provider", "Met 120."),
    ]
