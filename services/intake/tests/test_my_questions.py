"""Following a question by the private link, as JSON."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from chassis.process.testing import Running
from contracts.intake import (
    ConsentRecorded,
    InformationProvided,
    QuestionReceived,
    QuestionReopened,
    QuestionWithdrawn,
)
from contracts.network import OrganisationRegistered
from httpx import Response
from sqlalchemy import text

from .conftest import HOEKSCHE_WAARD, NOW, Asked, Routing

Form = dict[str, Any]
JSON = {"Accept": "application/json"}


async def seen(asked: Asked) -> Any:
    answer = await asked.app.client.get(asked.link, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def say(asked: Asked, step: str, **told: Any) -> Response:
    return await asked.app.client.post(f"{asked.link}/steps", json={"step": step, **told})


@pytest.mark.requirement("P01")
async def test_the_asker_sees_who_has_the_question_and_what_happens_by_when(asked: Asked) -> None:
    shown = await seen(asked)
    assert shown["owner"] == "Het sport- en beweegloket van Hoeksche Waard"
    assert (shown["next"]["owner"], shown["next"]["action"]) == ("desk", "route")
    assert "uiterlijk op woensdag 25 november 2026" in shown["message"]
    assert shown["steps"] == ["record_consent", "withdraw"]


@pytest.mark.requirement("P01")
async def test_the_asker_sees_the_name_of_the_organisation_that_has_the_turn(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    known = OrganisationRegistered(
        organisation_id=handover.organisation_id,
        municipality_code=HOEKSCHE_WAARD,
        version=1,
        occurred_at=NOW,
        kind="delivery_organisation",
        name="Hoeksche Waard Actief",
        municipality_codes=[HOEKSCHE_WAARD],
    )
    await app.hear(known, handover.requested())
    shown = await seen(asked)
    assert shown["owner"] == "Hoeksche Waard Actief"
    assert shown["message"].startswith("Hoeksche Waard Actief heeft uw vraag gekregen.")


async def test_consent_is_asked_for_until_it_is_given_and_may_be_taken_back(
    app: Running, asked: Asked, form: Form
) -> None:
    asked.link = await link_of(app, {**form, "theme": "finance", "consent": False})
    assert (await seen(asked))["consent_is_asked"] is True
    given = await say(asked, "record_consent", consent=True)
    assert (given.json()["consent"], given.json()["consent_is_asked"]) == ("consent_given", False)
    await say(asked, "record_consent", consent=True)
    await say(asked, "record_consent", consent=False)
    said = [(fact.consent, fact.version) for fact in await app.announced_of(ConsentRecorded)]
    assert said == [("consent_given", 2), ("withdrawn", 3)]


async def link_of(app: Running, form: Form) -> str:
    answer = await app.client.post("/v1/questions", json=form)
    return "/v1/my-questions/" + str(answer.json()["link"]).rpartition("/")[2]


async def test_the_asker_gives_the_information_that_was_asked_for(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("request_information", text="Met hoeveel leden zijn jullie?")
    shown = await seen(asked)
    assert (shown["owner"], shown["steps"][0]) == ("U", "provide_information")
    assert [remark["text"] for remark in shown["remarks"]] == ["Met hoeveel leden zijn jullie?"]
    answered = await say(asked, "provide_information", text="Met 120, zei Zoë 𝒜 łódź.")
    assert (answered.json()["state"], "Zoë" in answered.text) == ("triaging", False)
    assert (await seen(asked))["remarks"][-1]["text"] == "Met 120, zei Zoë 𝒜 łódź."
    assert len(await asked.app.announced_of(InformationProvided)) == 1


async def test_the_asker_says_that_the_answer_did_not_help(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("answer", outcome="helped", text="Kijk eens bij de bond.")
    shown = await seen(asked)
    assert (shown["outcome_label"], shown["owner"]) == ("U bent geholpen.", "U")
    assert (await say(asked, "reopen")).json()["state"] == "reopened"
    assert len(await asked.app.announced_of(QuestionReopened)) == 1


async def test_the_asker_withdraws_the_question_and_then_can_do_nothing_more(asked: Asked) -> None:
    assert (await say(asked, "withdraw")).json()["steps"] == []
    again = await say(asked, "withdraw")
    assert (again.status_code, again.json()["type"].rpartition(":")[2]) == (
        409,
        "illegal-transition",
    )
    assert len(await asked.app.announced_of(QuestionWithdrawn)) == 1


@pytest.mark.parametrize("step", ["triage", "answer", "close", "classify", "merge", "unmerge"])
async def test_steps_of_the_desk_are_not_the_askers(asked: Asked, step: str) -> None:
    assert (await say(asked, step)).status_code == 400


async def test_names_and_contact_details_are_not_shown(asked: Asked) -> None:
    told = (await asked.app.client.get(asked.link, headers=JSON)).text
    assert not [word for word in ("Anna", "anna@example.nl", "De Dijk") if word in told]


@pytest.mark.parametrize("change", [lambda link: link[:-1] + "!", lambda link: link + "x"])
async def test_an_altered_link_leads_nowhere(asked: Asked, change: Callable[[str], str]) -> None:
    altered = change(asked.link)
    for answer in (
        await asked.app.client.get(altered, headers=JSON),
        await asked.app.client.post(f"{altered}/steps", json={"step": "withdraw"}),
    ):
        assert answer.status_code == 404
        assert answer.json()["type"].endswith("no-such-link")


async def test_the_link_stops_working_some_time_after_the_question_is_done(asked: Asked) -> None:
    app = asked.app
    app.now = NOW + timedelta(days=300)
    assert (await app.client.get(asked.link)).status_code == 200
    await say(asked, "withdraw")
    app.now = NOW + timedelta(days=300 + 179)
    assert (await app.client.get(asked.link)).status_code == 200
    app.now = NOW + timedelta(days=300 + 181)
    assert (await app.client.get(asked.link)).status_code == 404


async def test_the_token_is_kept_as_a_digest_and_said_to_nobody(
    app: Running, asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    token = asked.link.rpartition("/")[2]
    with caplog.at_level(logging.DEBUG):
        await seen(asked)
        await say(asked, "record_consent", consent=False)
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert all(token not in record.getMessage() for record in ours)
    assert all(token not in event.model_dump_json() for event in await app.announced())
    async with app.begin() as work:
        tables = await work.db.execute(
            text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        )
        for table in [row.table_name for row in tables]:
            rows = await work.db.execute(text(f"SELECT t::text AS row FROM {table} t"))  # noqa: S608
            assert all(token not in row.row for row in rows)


async def test_who_sends_mails_is_told_the_link_and_nobody_else(app: Running, asked: Asked) -> None:
    [received] = await app.announced_of(QuestionReceived)
    for role, purpose, told in (
        ("service", "notification", asked.link),
        ("coordinator", "handover", None),
    ):
        answer = await app.client.get(
            f"/v1/details/{received.details_ref}",
            params={"purpose": purpose, "questionId": str(asked.id)},
            headers=app.token(role, municipalities=[HOEKSCHE_WAARD]),
        )
        link = answer.json()["link"]
        assert (link and "/v1" + link.partition("/v1")[2]) == told


async def test_a_step_on_an_older_version_is_refused_with_what_changed(asked: Asked) -> None:
    etag = (await asked.app.client.get(asked.link, headers=JSON)).headers["ETag"]
    await asked.take("triage")
    refused = await asked.app.client.post(
        f"{asked.link}/steps", json={"step": "withdraw"}, headers={"If-Match": etag}
    )
    assert refused.status_code == 412
    assert refused.json()["detail"].endswith("Sindsdien: opgepakt.")


async def test_the_answer_that_is_kept_for_a_key_holds_nobodys_words(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("request_information", text="Met hoeveel leden zijn jullie?")
    answer = await asked.app.client.post(
        f"{asked.link}/steps",
        json={"step": "provide_information", "text": "Met kanarie 120."},
        headers={"Idempotency-Key": "an-answer"},
    )
    assert answer.status_code == 200
    async with asked.app.begin() as work:
        kept = await work.db.execute(
            text("SELECT convert_from(body, 'UTF8') FROM idempotency_keys")
        )
        assert not [body for (body,) in kept if "kanarie" in body or "hoeveel" in body]
