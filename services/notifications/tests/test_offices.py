"""Entrepreneurs hear once that there is an office in their municipality, and may opt out."""

import re
from typing import Any
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from sqlalchemy import text

from . import story
from .conftest import sending
from .outside_world import Outside, books
from .story import COUNCIL, DETAILS, NAMES, OFFICE, PROVIDER

ENTREPRENEUR: dict[str, Any] = {"provider_kind": "entrepreneur"}
THERE_IS_ONE = "Er is een POS-kantoor in uw gemeente"


@pytest.fixture
async def known(app: Running, outside: Outside) -> Running:
    """The address of the one who asks is in intake's vault."""
    outside.vault[DETAILS] = {"contact": {"name": "Anna", "email": "anna@dansschool.example"}}
    await app.hear(story.registered(OFFICE, kind="pos_office"))
    return app


async def told(app: Running) -> list[bool]:
    """Of each mail to a provider, whether it tells of the office; in order."""
    async with app.begin() as work:
        rows = await work.db.execute(
            text("SELECT about ? 'office_organisation_id' FROM deliveries ORDER BY position")
        )
        return list(rows.scalars())


@pytest.mark.requirement("M06")
async def test_a_first_question_of_an_entrepreneur_is_answered_with_the_office(
    known: Running, outside: Outside
) -> None:
    await known.hear(story.office())
    async with sending(known):
        await known.hear(story.received(**ENTREPRENEUR))
        (mail,) = await outside.mails(1)
    assert mail["subject"] == "Wij hebben uw vraag ontvangen"
    assert f"{THERE_IS_ONE}: {NAMES[OFFICE]}." in mail["text"]
    assert re.search(r"Zet ze uit op https://\S+/v1/opt-outs/[0-9a-f-]{36}\n", mail["text"])


@pytest.mark.requirement("M06")
async def test_that_is_told_once_per_entrepreneur(known: Running) -> None:
    await known.hear(story.office())
    await known.hear(*story.questions(2, **ENTREPRENEUR))
    await known.hear(story.received(question_id=uuid4(), **ENTREPRENEUR))
    await known.hear(story.received(question_id=uuid4(), provider_id=uuid4(), **ENTREPRENEUR))
    assert await told(known) == [True, False, False, True]


@pytest.mark.requirement("M06")
@pytest.mark.parametrize(
    ("state", "question"),
    [
        ("active", {"provider_kind": "club"}),
        ("active", ENTREPRENEUR | {"municipality_code": "GM0513"}),
        ("active", ENTREPRENEUR | {"received_by_organisation_id": OFFICE}),
        ("building", ENTREPRENEUR),
        ("dormant", ENTREPRENEUR),
    ],
)
async def test_only_entrepreneurs_of_its_municipalities_hear_of_an_active_office(
    known: Running, state: str, question: dict[str, Any]
) -> None:
    await known.hear(story.office(state))
    await known.hear(story.received(**question))
    assert await told(known) == [False]


@pytest.mark.requirement("M06")
async def test_who_is_a_member_already_is_not_told_that_there_is_an_office(known: Running) -> None:
    await known.hear(story.office(), story.joined(PROVIDER))
    await known.hear(story.received(**ENTREPRENEUR))
    assert await told(known) == [False]


@pytest.mark.requirement("M06")
async def test_an_office_that_became_active_later_is_told_of_at_the_next_question(
    known: Running,
) -> None:
    await known.hear(story.office("building"))
    await known.hear(story.received(**ENTREPRENEUR))
    await known.hear(story.office(version=2))
    await known.hear(story.office("dissolved"))  # late: version 1
    await known.hear(story.received(question_id=uuid4(), **ENTREPRENEUR))
    assert await told(known) == [False, True]


async def opt_out_path(app: Running) -> str:
    async with app.begin() as work:
        rows = await work.db.execute(text("SELECT opt_out_ref FROM providers"))
        return f"/v1/opt-outs/{rows.scalar_one()}"


@pytest.mark.requirement("M06")
async def test_opting_out_takes_a_press_on_a_button_and_can_be_undone(known: Running) -> None:
    await known.hear(story.joined(PROVIDER))
    path = await opt_out_path(known)
    for _ in range(2):  # looking changes nothing: mail scanners look too
        page = await known.client.get(path)
        assert "U krijgt berichten van het POS-kantoor in uw gemeente." in page.text
    assert (page.status_code, page.headers["referrer-policy"]) == (200, "no-referrer")
    done = await known.client.post(path, data={"wish": "off"})
    assert "U krijgt geen berichten van het POS-kantoor meer." in done.text
    assert (await known.client.get(path)).text == done.text
    undone = await known.client.post(path, data={"wish": "on"})
    assert "U krijgt berichten van het POS-kantoor in uw gemeente." in undone.text


@pytest.mark.requirement("M06")
async def test_a_mail_program_may_press_the_button(known: Running) -> None:
    await known.hear(story.joined(PROVIDER))
    path = await opt_out_path(known)
    with_a_key = {"Idempotency-Key": "which forms do not have"}
    form = {"List-Unsubscribe": "One-Click"}
    done = await known.client.post(path, data=form, headers=with_a_key)
    assert "U krijgt geen berichten van het POS-kantoor meer." in done.text


@pytest.mark.requirement("M06")
async def test_who_opted_out_is_not_told_of_an_office(known: Running) -> None:
    membership = story.joined(PROVIDER)
    await known.hear(story.office(), membership)
    await known.client.post(await opt_out_path(known))
    await known.hear(story.left(membership))
    await known.hear(story.received(**ENTREPRENEUR))
    assert await told(known) == [False]


async def test_an_opt_out_link_that_leads_nowhere_says_so_politely(app: Running) -> None:
    for method, ref in [("GET", uuid4()), ("POST", uuid4()), ("GET", "half-an-address")]:
        answer = await app.client.request(method, f"/v1/opt-outs/{ref}")
        assert answer.status_code == 404
        assert "Dit adres klopt niet." in answer.text


@pytest.mark.requirement("A10")
async def test_the_national_support_points_are_open_to_all(app: Running) -> None:
    answer = await app.client.get("/v1/national-support-points")
    found = {one["code"]: one for one in answer.json()}
    assert answer.status_code == 200
    assert found["help_desks"]["address"] == "sportloket@nocnsf.nl"  # as S1 ends
    assert found["platforms"]["address"] == "lokalesportplatformen@nocnsf.nl"
    assert all(one["url"].startswith("https://") for one in found.values())


@pytest.mark.requirement("A10")
async def test_the_last_escalation_names_the_national_support_point(
    known: Running, outside: Outside
) -> None:
    await known.client.put(
        f"/v1/organisations/{COUNCIL}/mail-address",
        json={"address": "loket@sportraad.example"},
        headers=known.token("administrator"),
    )
    first, last = (
        story.escalated(to_organisation_id=COUNCIL, level=level, question_id=uuid4())
        for level in (1, 2)
    )
    async with sending(known):
        await known.hear(first, last)
        mails = await outside.mails(2)
        await books(known, "mail sent 2")
    named = ["Dan helpt het landelijke steunpunt." in mail["text"] for mail in mails]
    assert sorted(named) == [False, True]
