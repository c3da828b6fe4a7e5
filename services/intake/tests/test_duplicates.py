"""The same question, asked again."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running, running_on
from contracts.intake import QuestionMerged, QuestionReceived, QuestionUnmerged
from hypothesis import given
from hypothesis import strategies as st
from intake.askers.duplicates import Arrival, duplicates
from intake.service import service
from kept_databases import KeptDatabases
from sqlalchemy import text

from .conftest import HOEKSCHE_WAARD, NOW, Asked, submit
from .test_domain import question
from .test_submissions import submission

Form = dict[str, Any]
EMAIL = {"name": "Anna Bakker", "email": "anna@example.nl"}


@pytest.mark.requirement("P02")
@pytest.mark.parametrize(
    "contact",
    [
        {"name": "A. Bakker", "email": " ANNA@Example.nl"},
        {"name": "Anna", "email": "anna@example.nl", "telephone": "0612345678"},
    ],
)
async def test_who_asks_the_same_again_is_recognised_and_both_are_linked(
    asked: Asked, contact: Form
) -> None:
    second = await asked.another(contact=contact, text="Hoe zat het met die vrijwilligers?")
    first_received, received = await asked.app.announced_of(QuestionReceived)
    [merged] = await asked.app.announced_of(QuestionMerged)
    assert (received.into_question_id, first_received.into_question_id) == (asked.id, None)
    assert (str(merged.question_id), merged.into_question_id) == (second, asked.id)
    assert (received.version, merged.version) == (1, 2)
    assert (await asked.now())["linked_question_ids"] == [second]


@pytest.mark.requirement("P02")
async def test_a_telephone_number_is_the_same_however_it_is_written(
    app: Running, form: Form
) -> None:
    for number in ("0612345678", "06-123 456 78", "+31 6 12345678", "0031 612345678"):
        contact = {"name": "Anna Bakker", "telephone": number}
        await app.client.post("/v1/questions", json={**form, "contact": contact})
    assert len(await app.announced_of(QuestionMerged)) == 3


@pytest.mark.requirement("P02")
async def test_what_came_by_the_form_and_then_by_a_partner_is_one_question(
    app: Running, asked: Asked
) -> None:
    council = app.token("partner", organisation_id=UUID(int=len("sportraad")))
    details = {"text": "Wie helpt deze club aan vrijwilligers?", "contact": EMAIL}
    await app.client.put("/v1/details/intake-2026-17", json=details, headers=council)
    await submit(app, "sportraad", submission())
    [merged] = await app.announced_of(QuestionMerged)
    assert merged.into_question_id == asked.id


@pytest.mark.requirement("P02")
async def test_of_a_provider_that_a_partner_sends_twice_at_once_the_first_goes_on(
    app: Running,
) -> None:
    await submit(app, "sportraad", submission(), submission(details_ref="another"), submission())
    first, *others = await app.announced_of(QuestionReceived)
    assert [other.into_question_id for other in others] == [first.question_id] * 2
    assert len(await app.announced_of(QuestionMerged)) == 2


@pytest.mark.parametrize(
    "different",
    [
        {"theme": "space"},
        {"municipality_code": "GM0758"},
        {"contact": {"name": "Anna Bakker", "email": "anna@example.org"}},
    ],
)
async def test_another_theme_place_or_asker_is_another_question(
    asked: Asked, different: Form
) -> None:
    await asked.another(**different)
    assert await asked.app.announced_of(QuestionMerged) == []


async def test_what_was_asked_before_the_period_or_is_done_is_not_the_same(asked: Asked) -> None:
    asked.app.now = NOW + timedelta(days=31)
    await asked.another()
    await asked.take("withdraw")
    assert await asked.app.announced_of(QuestionMerged) == []


@pytest.mark.requirement("P02")
async def test_asked_twice_at_the_same_moment_is_one_question(app: Running, form: Form) -> None:
    await asyncio.gather(*(app.client.post("/v1/questions", json=form) for _ in range(4)))
    merged = await app.announced_of(QuestionMerged)
    assert len(merged) == 3
    assert len({one.into_question_id for one in merged}) == 1


@pytest.mark.requirement("P02")
async def test_both_askers_are_told_on_their_own_page(asked: Asked) -> None:
    client, form = asked.app.client, asked.form
    told = (await client.post("/v1/questions", json=form)).json()
    second = "/v1/my-questions/" + told["link"].rpartition("/")[2]
    assert told["message"] == "Deze vraag hadden wij al. Wij gaan verder met de eerste."
    pages = [
        (await client.get(link, headers={"Accept": "text/html"})).text
        for link in (asked.link, second)
    ]
    assert "Deze vraag kwam nog een keer binnen." in pages[0]
    assert "U stelde deze vraag al eerder." in pages[1]
    assert "zoekt nu wie u het beste kan helpen" not in pages[1]  # that is for the first link


@pytest.mark.requirement("P02")
async def test_unmerging_gives_both_back_with_their_own_histories(
    app: Running, asked: Asked, coordinator: dict[str, str]
) -> None:
    second = Asked(app, UUID(await asked.another()), coordinator, asked.form, asked.link)
    app.now = NOW + timedelta(days=20)
    unmerged = await second.take("unmerge")
    assert (unmerged["state"], unmerged["into_question_id"]) == ("triaging", None)
    assert (unmerged["next"]["owner"], unmerged["next"]["by"]) == ("desk", "2026-12-15T23:00:00Z")
    [said] = await app.announced_of(QuestionUnmerged)
    assert (said.question_id, said.from_question_id, said.version) == (second.id, asked.id, 3)
    assert (await asked.now())["linked_question_ids"] == []
    assert await steps_of(app, second.id) == ["receive", "merge", "unmerge"]
    assert await steps_of(app, asked.id) == ["receive"]
    await second.take("answer", outcome="helped")


async def steps_of(app: Running, question_id: UUID) -> list[str]:
    async with app.begin() as work:
        rows = await work.db.execute(
            text("SELECT step FROM question_steps WHERE question_id = :id ORDER BY id"),
            {"id": question_id},
        )
        return [row.step for row in rows]


@pytest.mark.requirement("P02")
async def test_when_the_first_asker_takes_it_back_the_other_question_is_not_lost(
    app: Running, asked: Asked, coordinator: dict[str, str]
) -> None:
    second = Asked(app, UUID(await asked.another()), coordinator)
    await app.client.post(f"{asked.link}/steps", json={"step": "withdraw"})
    now = await second.now()
    assert (now["state"], now["next"]["owner"]) == ("triaging", "desk")
    [said] = await app.announced_of(QuestionUnmerged)
    assert (said.question_id, said.from_question_id) == (second.id, asked.id)


async def test_a_question_that_is_no_duplicate_cannot_be_unmerged(asked: Asked) -> None:
    refused = await asked.app.client.post(
        f"/v1/questions/{asked.id}/steps", json={"step": "unmerge"}, headers=asked.as_coordinator
    )
    assert refused.status_code == 409
    assert await asked.app.announced_of(QuestionUnmerged) == []


async def test_who_received_a_question_does_not_unmerge_it(app: Running, form: Form) -> None:
    council = app.token("partner", organisation_id=uuid4())
    for _ in range(2):
        answer = await app.client.post("/v1/questions", json=form, headers=council)
    steps = f"/v1/questions/{answer.json()['question_id']}/steps"
    refused = await app.client.post(steps, json={"step": "unmerge"}, headers=council)
    assert refused.status_code == 403


async def test_recognising_askers_can_be_left_to_people(
    databases: KeptDatabases, form: dict[str, Any]
) -> None:
    engine = await databases.emptied(service.name)
    async with running_on(engine, service, duplicate_period_days=0) as app:
        for _ in range(2):
            await app.client.post("/v1/questions", json=form)
        assert await app.announced_of(QuestionMerged) == []
        assert len(await app.announced_of(QuestionReceived)) == 2


async def test_of_the_asker_only_a_keyed_hash_is_kept(asked: Asked) -> None:
    async with asked.app.begin() as work:
        [row] = await work.db.execute(text("SELECT mark FROM asker_marks"))
    assert len(row.mark) == 64
    assert "anna" not in row.mark


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sets(st.sampled_from("xyz"))), max_size=8))
def test_a_duplicate_is_always_of_one_that_is_none_itself(
    asks: list[tuple[str, set[str]]],
) -> None:
    one = question()
    arrivals = [Arrival(question(), [f"{HOEKSCHE_WAARD}-{mark}" for mark in m]) for _, m in asks]
    into = duplicates([Arrival(one), *arrivals], {})
    assert not set(into.values()) & set(into)
    assert one.id not in into
