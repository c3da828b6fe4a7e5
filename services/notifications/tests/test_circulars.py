"""A municipality writes once, and every member of the office has it (S2, R01)."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from chassis.process.testing import Running
from contracts.network import MembershipStarted
from contracts.notifications import CircularPosted, NotificationSent, NotificationSuppressed
from sqlalchemy import text

from . import story
from .conftest import sending
from .outside_world import Outside, books
from .story import COUNCIL, DELIVERY, DETAILS, HOEKSCHE_WAARD, MUNICIPALITY, OFFICE, PROVIDER

WORDS = "Volgende week is er een avond over de nieuwe sporthal.\nKomt u ook?"
QUIET, UNKNOWN = uuid4(), uuid4()
PATH = "/v1/circulars"


def member(organisation: UUID) -> MembershipStarted:
    return story.joined(member_organisation_id=organisation)


@pytest.fixture
async def office(app: Running, outside: Outside) -> Running:
    """With four members: two can be reached, one wants no mails, of one no address is known."""
    outside.vault[DETAILS] = {"contact": {"name": "Anna", "email": "anna@dansschool.example"}}
    await app.hear(*(story.registered(one) for one in (COUNCIL, OFFICE)))
    await app.hear(story.registered(MUNICIPALITY, kind="municipality"), story.office("building"))
    members = [story.joined(PROVIDER), story.joined(QUIET), story.joined(UNKNOWN), member(COUNCIL)]
    await app.hear(*members)
    await app.hear(
        story.received(provider_kind="entrepreneur"),
        story.received(question_id=uuid4(), provider_id=QUIET, details_ref="details-2"),
    )
    async with app.begin() as work:
        await work.db.execute(text("DELETE FROM deliveries"))
        refs = await work.db.execute(
            text("SELECT opt_out_ref FROM providers WHERE id = :id"), {"id": QUIET}
        )
        quiet = refs.scalar_one()
    await app.client.post(f"/v1/opt-outs/{quiet}")
    await app.client.put(
        f"/v1/organisations/{COUNCIL}/mail-address",
        json={"address": "loket@sportraad.example"},
        headers=app.token("administrator"),
    )
    return app


def municipality(app: Running) -> dict[str, str]:
    return app.token("partner", organisation_id=MUNICIPALITY, municipalities=[HOEKSCHE_WAARD])


async def post(app: Running, token: dict[str, str], **changed: Any) -> httpx.Response:
    form = {
        "office_organisation_id": str(OFFICE),
        "municipality_code": HOEKSCHE_WAARD,
        "text": WORDS,
    }
    return await app.client.post(PATH, json=form | changed, headers=token)


@pytest.mark.requirement("R01")
async def test_one_message_reaches_every_member_once(office: Running, outside: Outside) -> None:
    async with sending(office):
        posted = await post(office, municipality(office))
        mails = {mail["to"]: mail for mail in await outside.mails(2)}
        await books(office, "mail sent 2")
    assert posted.status_code == 201
    assert mails.keys() == {"anna@dansschool.example", "loket@sportraad.example"}
    for mail in mails.values():
        assert mail["subject"] == "Een bericht van Gemeente Hoeksche Waard"
        assert "U krijgt dit bericht via POS-kantoor Hoeksche Waard." in mail["text"]
        assert WORDS in mail["text"].replace("\r\n", "\n")
    assert len(await office.announced_of(NotificationSent)) == 2


@pytest.mark.requirement("R01")
async def test_who_was_not_reached_is_counted_and_told(office: Running, outside: Outside) -> None:
    posted = (await post(office, municipality(office))).json()
    assert (posted["members"], posted["opted_out"], posted["without_address"]) == (4, 1, 1)
    assert posted["mails"] == {"pending": 2}
    async with sending(office):
        await books(office, "mail sent 2")
    path = f"{PATH}/{posted['circular_id']}"
    shown = (await office.client.get(path, headers=municipality(office))).json()
    assert shown == posted | {"mails": {"sent": 2}}


@pytest.mark.requirement("R01")
async def test_a_provider_may_opt_out_from_the_mail(office: Running, outside: Outside) -> None:
    async with sending(office):
        await post(office, municipality(office))
        mails = {mail["to"]: mail["text"] for mail in await outside.mails(2)}
    assert "Wilt u zulke berichten niet meer?" in mails["anna@dansschool.example"]
    assert "Wilt u zulke berichten niet meer?" not in mails["loket@sportraad.example"]


@pytest.mark.requirement("R01")
async def test_who_opts_out_before_the_mail_went_does_not_get_it(office: Running) -> None:
    await post(office, municipality(office))
    async with office.begin() as work:
        await work.db.execute(text("UPDATE providers SET opted_out_at = clock_timestamp()"))
    async with sending(office):
        await books(office, "mail suppressed 1")
        await books(office, "mail sent 1")
    assert [one.reason for one in await office.announced_of(NotificationSuppressed)] == [
        "opted_out"
    ]


@pytest.mark.requirement("R01")
async def test_the_words_stay_in_the_vault(office: Running) -> None:
    posted = await post(office, municipality(office))
    (event,) = await office.announced_of(CircularPosted)
    assert (event.office_organisation_id, event.members) == (OFFICE, 4)
    said = posted.text + "".join(one.model_dump_json() for one in await office.announced())
    async with office.begin() as work:
        for query in (
            "SELECT to_jsonb(deliveries) FROM deliveries",
            "SELECT to_jsonb(circulars) FROM circulars",
        ):
            said += str((await work.db.execute(text(query))).all())
    assert "sporthal" not in said


@pytest.mark.requirement("R01")
async def test_the_same_command_is_done_once(office: Running) -> None:
    token = municipality(office) | {"Idempotency-Key": "one-letter"}
    first, again = await post(office, token), await post(office, token)
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(await office.announced_of(CircularPosted)) == 1


@pytest.mark.requirement("R01")
async def test_a_coordinator_of_the_municipality_may_write_too(office: Running) -> None:
    token = office.token("coordinator", municipalities=[HOEKSCHE_WAARD])
    posted = await post(office, token)
    assert (posted.status_code, posted.json()["from_organisation_id"]) == (201, None)


@pytest.mark.requirement("R01")
async def test_nobody_else_writes_to_an_office_or_sees_what_came_of_it(office: Running) -> None:
    circular = (await post(office, municipality(office))).json()["circular_id"]
    others = [
        office.token("partner", organisation_id=DELIVERY, municipalities=[HOEKSCHE_WAARD]),
        office.token("partner", organisation_id=MUNICIPALITY, municipalities=["GM0513"]),
        office.token("coordinator", municipalities=["GM0513"]),
    ]
    for token in others:
        assert (await post(office, token)).status_code == 404
    for token in (others[0], others[2]):
        assert (await office.client.get(f"{PATH}/{circular}", headers=token)).status_code == 404
    assert (await post(office, office.token("core_team"))).status_code == 403
    assert (await office.client.post(PATH, json={})).status_code == 401


@pytest.mark.requirement("R01")
async def test_an_office_is_written_to_where_it_works(office: Running) -> None:
    token = office.token("coordinator")
    assert (await post(office, token, municipality_code="GM0513")).status_code == 404
    assert (await post(office, token, office_organisation_id=str(uuid4()))).status_code == 404


@pytest.mark.requirement("R01")
async def test_every_flaw_of_a_message_is_named_at_once(office: Running) -> None:
    bad = {"office_organisation_id": "x", "municipality_code": "Gouda", "text": " \x00 "}
    answer = await post(office, municipality(office), **bad)
    assert answer.status_code == 400
    pointers = {flaw["pointer"] for flaw in answer.json()["errors"]}
    assert pointers == {"#/office_organisation_id", "#/municipality_code", "#/text"}


@pytest.mark.requirement("R01")
async def test_an_office_that_is_no_more_or_has_no_members_is_not_written_to(
    office: Running,
) -> None:
    other = uuid4()
    await office.hear(story.office("dissolved", version=2), story.office(organisation_id=other))
    token = municipality(office)
    assert (await post(office, token)).status_code == 409
    assert (await post(office, token, office_organisation_id=str(other))).status_code == 409
    assert await office.announced_of(CircularPosted) == []


@pytest.mark.requirement("R01")
async def test_who_left_is_written_to_no_more(office: Running) -> None:
    membership = member(DELIVERY)
    await office.hear(membership)
    assert (await post(office, municipality(office))).json()["members"] == 5
    await office.hear(story.left(membership))
    assert (await post(office, municipality(office))).json()["members"] == 4
