"""A partner replies by events on its own topic, and reads what became of them in receipts."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running, published, record
from contracts.catalogue import submissions_topic
from contracts.envelope import encode
from contracts.partners import (
    HandoverReplied,
    QuestionSubmitted,
    SubmissionAccepted,
    SubmissionRejected,
)
from contracts.routing import HandoverAccepted, HandoverDeclined, HandoverRequested
from contracts.vocabulary import ConsentGround, ProviderKind, Theme
from routing_people import NAME, as_partner, asked, see, take_all
from routing_town import FIRST, MONDAY, SECOND
from sqlalchemy import text

FIRST_S, SECOND_S = "ab", "abc"  # topics: `submit` takes a slug's length for the organisation
TEAM = "team-volunteers"


def replied(handover: UUID, step: str, **told: Any) -> HandoverReplied:
    return HandoverReplied.model_validate({"handover_id": handover, "step": step, **told})


async def name_the_team(app: Running, name: str = NAME, organisation: UUID = FIRST) -> None:
    body = {"kind": "team", "name": name}
    headers = as_partner(app, organisation)
    answer = await app.client.put(f"/v1/receivers/{TEAM}", json=body, headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"receiver_ref": TEAM})


async def problems(app: Running) -> list[tuple[str, str]]:
    """All that receipts refuse so far."""
    rejected = await app.announced_of(SubmissionRejected)
    return [(one.pointer, one.detail) for said in rejected for one in said.problems]


@pytest.mark.requirement("P18")
async def test_a_partner_accepts_by_event_with_a_name_that_it_put_in_the_vault(
    app: Running,
) -> None:
    requested = await asked(app)
    await name_the_team(app)
    await app.submit(FIRST_S, replied(requested.handover_id, "accept", receiver_ref=TEAM))
    [receipt] = await app.announced_of(SubmissionAccepted)
    assert receipt.reference == requested.handover_id
    said = [one.type.split(".")[2] for one in await app.announced()][-3:]
    assert said == ["handover-acknowledged", "handover-accepted", "submission-accepted"]
    assert (await app.announced_of(HandoverAccepted))[0].receiver_kind == "team"
    assert NAME not in str(await app.announced())
    path = f"handovers/{requested.handover_id}/receiver?purpose=get_in_touch"
    assert (await see(app, path, as_partner(app, FIRST))).json()["name"] == NAME


async def test_the_name_stays_with_the_handover_when_the_partner_forgets_it(app: Running) -> None:
    requested = await asked(app)
    await name_the_team(app)
    await app.submit(FIRST_S, replied(requested.handover_id, "accept", receiver_ref=TEAM))
    await name_the_team(app, "Een ander")
    await app.client.delete(f"/v1/receivers/{TEAM}", headers=as_partner(app, FIRST))
    path = f"handovers/{requested.handover_id}/receiver?purpose=get_in_touch"
    assert (await see(app, path, as_partner(app, FIRST))).json()["name"] == NAME
    async with app.begin() as work:
        kept = await work.db.execute(text("SELECT content FROM vault WHERE partner_ref <> ''"))
        assert kept.all() == []


async def test_replies_of_one_batch_follow_each_other(app: Running) -> None:
    requested = await asked(app)
    await name_the_team(app)
    steps: list[dict[str, Any]] = [
        {"step": "acknowledge"},
        {"step": "accept", "receiver_ref": TEAM},
        {"step": "make_contact", "introduction": "telephone"},
        {"step": "report_progress"},
        {"step": "complete", "outcome": "helped"},
    ]
    await app.submit(FIRST_S, *(replied(requested.handover_id, **step) for step in steps))
    assert len(await app.announced_of(SubmissionAccepted)) == len(steps)
    own = await see(app, f"handovers/{requested.handover_id}", as_partner(app, FIRST))
    assert (own.json()["state"], own.json()["warm"], own.json()["version"]) == (
        "completed",
        True,
        6,
    )


async def test_a_partner_that_declines_by_event_is_followed_by_the_next(app: Running) -> None:
    requested = await asked(app)
    declined = replied(requested.handover_id, "decline", reason="no_capacity")
    await app.submit(FIRST_S, declined)
    assert [one.reason for one in await app.announced_of(HandoverDeclined)] == ["no_capacity"]
    assert (await app.announced_of(HandoverRequested))[1].to_organisation_id == SECOND


async def test_a_handover_of_somebody_else_is_refused_in_the_same_words_as_an_unknown_one(
    app: Running,
) -> None:
    requested = await asked(app)
    await app.submit(SECOND_S, replied(requested.handover_id, "acknowledge"))
    await app.submit(SECOND_S, replied(uuid4(), "acknowledge"))
    first, second = await problems(app)
    assert first == second
    assert first[0] == "#/data/handover_id"


async def test_every_problem_is_named_at_once(app: Running) -> None:
    requested = await asked(app)
    await app.submit(
        FIRST_S,
        replied(requested.handover_id, "make_contact", receiver_ref=TEAM, reason="no_time"),
    )
    assert {pointer for pointer, _ in await problems(app)} == {
        "#/data/introduction",
        "#/data/receiver_ref",
        "#/data/reason",
        "#/data/step",
    }
    assert len(await app.announced_of(SubmissionRejected)) == 1
    assert await app.announced_of(SubmissionAccepted) == []


@pytest.mark.parametrize(
    ("step", "told", "pointer"),
    [
        ("decline", {}, "#/data/reason"),
        ("decline", {"reason": "no_time"}, "#/data/reason"),
        ("accept", {}, "#/data/receiver_ref"),
        ("accept", {"receiver_ref": "nobody"}, "#/data/receiver_ref"),
        ("accept", {"receiver_ref": TEAM, "receiver_kind": "person"}, "#/data/receiver_kind"),
        ("complete", {"outcome": "helped"}, "#/data/step"),
    ],
)
async def test_a_reply_that_lacks_something_changes_nothing(
    app: Running, step: str, told: dict[str, Any], pointer: str
) -> None:
    requested = await asked(app)
    await name_the_team(app)
    before = len(await app.announced())
    await app.submit(FIRST_S, replied(requested.handover_id, step, **told))
    assert [where for where, _ in await problems(app)] == [pointer]
    assert len(await app.announced()) == before + 1
    own = await see(app, f"handovers/{requested.handover_id}", as_partner(app, FIRST))
    assert (own.json()["state"], own.json()["version"]) == ("requested", 1)


async def test_a_refused_step_says_what_is_possible(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"})
    await app.submit(FIRST_S, replied(requested.handover_id, "acknowledge"))
    [(_, detail)] = await problems(app)
    assert detail.startswith("De overdracht is ontvangen. Dit kan nu: ")


async def test_a_name_of_one_organisation_is_no_name_of_another(app: Running) -> None:
    requested = await asked(app)
    await name_the_team(app, organisation=SECOND)
    await app.submit(FIRST_S, replied(requested.handover_id, "accept", receiver_ref=TEAM))
    assert [where for where, _ in await problems(app)] == ["#/data/receiver_ref"]


async def test_the_same_reply_twice_counts_once(app: Running) -> None:
    requested = await asked(app)
    again = published(replied(requested.handover_id, "acknowledge"), "urn:test:ab", "the-same")
    await app.submit(FIRST_S, again)
    await app.submit(FIRST_S, again)
    assert len(await app.announced_of(SubmissionAccepted)) == 1
    assert await problems(app) == []


async def test_a_reply_of_a_wrong_shape_is_refused_here(app: Running) -> None:
    requested = await asked(app)
    wrong = published(replied(requested.handover_id, "acknowledge"), "urn:test:ab")
    data = {"handover_id": "x", "step": "cancel"}
    await app.submit(FIRST_S, wrong.model_copy(update={"data": data}))
    assert {where for where, _ in await problems(app)} == {"#/data/handover_id", "#/data/step"}


async def test_questions_and_what_is_no_event_are_not_refused_here(app: Running) -> None:
    question = QuestionSubmitted(
        municipality_code="GM1963",
        theme=Theme.SPACE,
        provider_ref="a",
        provider_kind=ProviderKind.CLUB,
        details_ref="b",
        consent=ConsentGround.CONSENT_GIVEN,
        asked_at=MONDAY,
    )
    await app.submit(FIRST_S, question)
    unknown = published(question, "urn:test:ab").model_copy(update={"type": "nl.a.b.v1"})
    topic = submissions_topic(FIRST_S)
    await app.take(record(topic, b"{", key=b"a"), record(topic, encode(unknown), key=b"a"))
    assert await app.announced() == []


async def test_only_a_partner_with_an_organisation_names_receivers(app: Running) -> None:
    body = {"kind": "team", "name": NAME}
    for headers, status in (
        (app.token("partner"), 403),
        (app.token("coordinator"), 403),
        ({}, 401),
    ):
        answer = await app.client.put("/v1/receivers/ref", json=body, headers=headers)
        assert answer.status_code == status
