"""A case: whose it is, what happened to it, and the notes that stay with who wrote them."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import ConsentRecorded, QuestionWithdrawn
from contracts.privacy import DataSubjectErased
from contracts.routing import HandoverRequested
from routing_people import (
    DECLINE,
    HELPED,
    as_coordinator,
    as_partner,
    asked,
    see,
    take,
    take_all,
)
from routing_town import COUNCIL, FIRST, MONDAY, SECOND, THIRD, TOWN, later, received

NOTE = "Penningmeester belt liever zelf terug."


async def timeline(app: Running, question: UUID, headers: dict[str, str]) -> list[Any]:
    seen = await see(app, f"cases/{question}", headers)
    assert seen.status_code == 200, seen.text
    return [(entry["what"], entry["reason"]) for entry in seen.json()["timeline"]]


async def assign(
    app: Running, question: UUID, headers: dict[str, str], assignee: str | None, known: str = "*"
) -> Any:
    path = f"/v1/cases/{question}/assignee"
    told = headers | {"If-Match": known}
    return await app.client.put(path, json={"assignee": assignee}, headers=told)


async def write(app: Running, question: UUID, headers: dict[str, str], text: str = NOTE) -> Any:
    return await app.client.post(
        f"/v1/cases/{question}/notes", json={"text": text}, headers=headers
    )


@pytest.mark.requirement("P01", "P03")
async def test_a_case_shows_everything_that_happened_in_order_and_by_whom(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"}, DECLINE)
    case = (await see(app, f"cases/{requested.question_id}", as_coordinator(app))).json()
    assert [entry["number"] for entry in case["timeline"]] == [1, 2, 3, 4, 5]
    assert [entry["what_in_words"] for entry in case["timeline"]] == [
        "vraag ontvangen",
        "overdracht gevraagd",
        "ontvangst gemeld",
        "geweigerd",
        "overdracht gevraagd",
    ]
    declined = case["timeline"][3]
    assert (declined["by_party"], declined["reason"]) == ("receiver", "no_capacity")
    assert declined["by_organisation_name"] == "Sportservice Waardland"
    assert case["next"]["organisation_id"] == str(SECOND)
    assert (case["next"]["action"], case["state"]) == ("acknowledge", "requested")


@pytest.mark.requirement("P03")
async def test_the_timeline_is_for_those_who_take_part_and_for_nobody_else(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"}, DECLINE)
    question = requested.question_id
    whole = await timeline(app, question, as_coordinator(app))
    assert await timeline(app, question, as_partner(app, COUNCIL)) == whole
    own = [("question_received", "volunteers"), ("request", None)]
    assert await timeline(app, question, as_partner(app, SECOND)) == own
    for headers in (as_partner(app, THIRD), as_coordinator(app, "GM0002")):
        assert (await see(app, f"cases/{question}", headers)).status_code == 404
        assert (await see(app, f"cases/{question}/notes", headers)).status_code == 404
        assert (await assign(app, question, headers, "me")).status_code == 404
        assert (await write(app, question, headers)).status_code == 404


async def test_facts_about_the_question_are_on_the_timeline_too(app: Running) -> None:
    requested = await asked(app)
    question = received(question_id=requested.question_id)
    await app.hear(later(question, ConsentRecorded, consent="consent_given"))
    await app.hear(later(question, QuestionWithdrawn, version=3))
    told = await timeline(app, requested.question_id, as_coordinator(app))
    assert [what for what, _ in told][-2:] == ["question_withdrawn", "cancel"]
    case = (await see(app, f"cases/{requested.question_id}", as_coordinator(app))).json()
    assert (case["state"], case["next"], case["state_in_words"]) == (None, None, "gesloten")


async def test_a_case_is_given_to_somebody_and_taken_back(app: Running) -> None:
    requested = await asked(app)
    question, me = requested.question_id, app.token("coordinator", municipalities=["GM1963"])
    given = await assign(app, question, me, "a tester", '"2"')
    assert (given.status_code, given.headers["ETag"]) == (200, '"3"')
    assert given.json()["assigned_to"] == "a tester"
    mine = (await see(app, "worklist?mine=true", me)).json()["cases"]
    assert [case["question_id"] for case in mine] == [str(question)]
    moved = app.token("coordinator", municipalities=["GM0002"])
    assert (await see(app, "worklist?mine=true", moved)).json()["cases"] == []
    await take_all(app, requested.handover_id, {"step": "acknowledge"})
    assert len((await see(app, "worklist?mine=true", me)).json()["cases"]) == 1
    assert (await assign(app, question, me, None)).json()["assigned_to"] is None
    assert (await see(app, "worklist?mine=true", me)).json()["cases"] == []
    told = [what for what, _ in await timeline(app, question, me)]
    assert told[2:] == ["assigned", "acknowledge", "unassigned"]


async def test_what_changed_since_is_told_to_who_knows_an_older_version(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"})
    stale = await assign(app, requested.question_id, as_coordinator(app), "somebody", '"2"')
    assert stale.status_code == 412
    assert stale.json()["detail"].endswith("Sindsdien: ontvangst gemeld.")
    assert stale.headers["ETag"] == '"3"'


async def test_only_the_desk_and_who_has_the_question_give_it_to_somebody(app: Running) -> None:
    requested = await asked(app)
    sender = await assign(app, requested.question_id, as_partner(app, COUNCIL), "somebody")
    assert sender.status_code == 403
    receiver = await assign(app, requested.question_id, as_partner(app, FIRST), "somebody")
    assert receiver.json()["assigned_to"] == "somebody"
    seen = await see(app, f"cases/{requested.question_id}", as_partner(app, COUNCIL))
    assert seen.json()["assigned_to"] is None
    question = received(question_id=requested.question_id)
    await app.hear(later(question, QuestionWithdrawn))
    done = await assign(app, requested.question_id, as_coordinator(app), "somebody")
    assert done.status_code == 409


@pytest.mark.requirement("P03")
async def test_a_note_is_for_the_desk_and_for_who_wrote_it(app: Running) -> None:
    requested = await asked(app)
    question = requested.question_id
    assert (await write(app, question, as_partner(app, FIRST))).status_code == 201
    assert (await write(app, question, as_coordinator(app), "Van het loket.")).status_code == 201
    notes = f"cases/{question}/notes"
    desk = (await see(app, notes, as_coordinator(app))).json()
    assert [note["text"] for note in desk] == [NOTE, "Van het loket."]
    own = (await see(app, notes, as_partner(app, FIRST))).json()
    assert [note["text"] for note in own] == [NOTE]
    assert (await see(app, notes, as_partner(app, COUNCIL))).json() == []
    told = await timeline(app, question, as_partner(app, COUNCIL))
    assert "noted" not in [what for what, _ in told]
    assert ("noted", None) in await timeline(app, question, as_partner(app, FIRST))


async def test_of_a_note_that_was_erased_it_is_left_that_there_was_one(app: Running) -> None:
    requested = await asked(app)
    await write(app, requested.question_id, as_coordinator(app))
    erased = {"erasure_id": uuid4(), "provider_id": requested.provider_id, "version": 1}
    told = {"municipality_code": TOWN, "occurred_at": MONDAY, **erased}
    await app.hear(DataSubjectErased.model_validate(told))
    path = f"cases/{requested.question_id}/notes"
    [note] = (await see(app, path, as_coordinator(app))).json()
    assert note["text"] is None
    assert ("noted", None) in await timeline(app, requested.question_id, as_coordinator(app))


async def test_a_note_without_words_and_one_about_a_closed_case_are_refused(app: Running) -> None:
    requested = await asked(app)
    assert (await write(app, requested.question_id, as_coordinator(app), " ")).status_code == 400
    await app.hear(later(received(question_id=requested.question_id), QuestionWithdrawn))
    assert (await write(app, requested.question_id, as_coordinator(app))).status_code == 409


async def test_what_nobody_may_do_leaves_no_trace(app: Running) -> None:
    requested = await asked(app)
    refused = await take(app, requested.handover_id, HELPED[4])
    assert refused.status_code == 409
    told = await timeline(app, requested.question_id, as_coordinator(app))
    assert len(told) == 2
    assert len(await app.announced_of(HandoverRequested)) == 1
    assert requested.occurred_at == MONDAY
