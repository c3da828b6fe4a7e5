"""An organisation without an account replies by the link in a mail."""

import logging

import pytest
from chassis.process.testing import Running
from contracts.routing import (
    HandoverAccepted,
    HandoverDeclined,
    HandoverRequested,
    ReplyLinkRequested,
)
from routing_links import (
    ACCEPTED,
    DECLINED,
    everything,
    link_to,
    next_path,
    offered,
    path_of,
    reply,
    said_types,
)
from routing_people import as_coordinator, asked, take, take_all
from routing_town import FIRST, SECOND, received, rule_entry, settle


@pytest.mark.requirement("P18")
async def test_the_page_says_what_is_asked_and_why_and_nothing_of_who_asks(app: Running) -> None:
    requested = await asked(app)
    page = await app.client.get(await path_of(app, requested.handover_id))
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert 'lang="nl"' in page.text
    for words in (
        "Een vraag voor Sportservice Waardland",
        "Een sportclub heeft een vraag over vrijwilligers.",
        "De vraag komt van Sportraad Waardland.",
        "Laat weten of u de vraag overneemt, uiterlijk op woensdag 25 november 2026.",
        "Waarom vragen wij het u?",
    ):
        assert words in page.text
    assert str(requested.provider_id) not in page.text
    assert requested.details_ref not in page.text
    asked_for = ["accept", "decline", "acknowledge", "request_information", "divert"]
    assert offered(page) == asked_for


@pytest.mark.requirement("P18")
async def test_who_accepts_by_the_link_takes_the_question_over_and_can_go_on(app: Running) -> None:
    requested = await asked(app)
    page = await reply(app, await path_of(app, requested.handover_id), ACCEPTED)
    assert page.status_code == 200, page.text
    assert "Bedankt" in page.text
    assert (await said_types(app))[-2:] == ["handover-acknowledged", "handover-accepted"]
    contact = await app.client.get(next_path(page))
    assert offered(contact) == ["make_contact", "return", "divert"]
    made = await reply(app, next_path(page), {"step": "make_contact", "introduction": "telephone"})
    begun = await reply(app, next_path(made), {"step": "report_progress"})
    done = await reply(app, next_path(begun), {"step": "complete", "outcome": "helped"})
    assert "De overdracht is nu afgerond." in done.text
    assert "href" not in done.text
    assert (await app.announced_of(HandoverAccepted))[0].receiver_kind == "person"


async def test_who_declines_by_the_link_says_why_and_the_next_is_asked(app: Running) -> None:
    requested = await asked(app)
    page = await reply(app, await path_of(app, requested.handover_id), DECLINED)
    assert "U hoeft nu niets meer te doen." in page.text
    assert [one.reason for one in await app.announced_of(HandoverDeclined)] == ["no_capacity"]
    assert (await app.announced_of(HandoverRequested))[1].to_organisation_id == SECOND


async def test_looking_changes_nothing_however_often_a_scanner_looks(app: Running) -> None:
    requested = await asked(app)
    path, before = await path_of(app, requested.handover_id), await everything(app)
    for _ in range(3):
        assert (await app.client.get(path)).status_code == 200
        assert (await app.client.head(path)).status_code == 405
    assert await everything(app) == before


async def test_there_is_no_link_to_what_needs_no_reply(app: Running) -> None:
    requested = await asked(app)
    behind = await link_to(app, requested.handover_id, version=2)
    assert behind.status_code == 409
    await take_all(app, requested.handover_id, DECLINED)
    over = await link_to(app, requested.handover_id)
    assert over.status_code == 409
    assert over.json()["detail"] == "De overdracht is nu geweigerd."


async def test_who_waits_for_information_can_only_say_that_it_does_not_belong_here(
    app: Running,
) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "request_information"})
    page = await app.client.get(await path_of(app, requested.handover_id))
    assert offered(page) == ["divert"]


async def test_only_a_service_makes_links(app: Running) -> None:
    requested = await asked(app)
    path = f"/v1/handovers/{requested.handover_id}/reply-links"
    body = {"purpose": "notification"}
    own = app.token("partner", organisation_id=FIRST)
    assert (await app.client.post(path, json=body, headers=own)).status_code == 403
    assert (await app.client.post(path, json=body)).status_code == 401
    assert (await link_to(app, requested.question_id)).status_code == 404


async def test_nothing_that_is_kept_or_said_can_be_turned_into_a_link(app: Running) -> None:
    requested = await asked(app)
    token = (await path_of(app, requested.handover_id)).rpartition("/")[2]
    kept = str(await everything(app)) + str(await app.announced())
    assert not any(part in kept for part in token.split("."))


@pytest.mark.requirement("P18")
async def test_who_took_it_over_is_told_where_the_contact_details_are(app: Running) -> None:
    words = "Wij kunnen de vraag en de contactgegevens nu niet laten zien."
    await settle(app, rule_entry())
    await app.hear(received())
    [requested] = await app.announced_of(HandoverRequested)
    path = await path_of(app, requested.handover_id)
    assert words not in (await app.client.get(path)).text
    accepted = await reply(app, path, ACCEPTED)
    assert words in (await app.client.get(next_path(accepted))).text


async def test_a_link_is_in_no_log(app: Running, caplog: pytest.LogCaptureFixture) -> None:
    requested = await asked(app)
    path = await path_of(app, requested.handover_id)
    token = path.rpartition("/")[2]
    with caplog.at_level(logging.INFO):
        for one in (path, path[:-3]):
            await app.client.get(one)
            await reply(app, one, ACCEPTED)
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("httpx")]
    assert not any(part in line for part in token.split(".") for line in ours)


async def test_words_that_cannot_be_kept_now_are_not_lost_in_silence(app: Running) -> None:
    requested = await asked(app)
    path = await path_of(app, requested.handover_id)
    filled = {"step": "request_information", "text": "Met hoeveel zijn jullie?"}
    page = await reply(app, path, filled)
    assert page.status_code == 400
    assert "Wij kunnen dit nu niet opslaan." in page.text
    assert "Er is nog niets vastgelegd." in page.text
    refused = await take(app, requested.handover_id, filled)
    assert (refused.status_code, refused.json()["title"]) == (409, "Dit is niet opgeslagen.")
    assert "handover-information-requested" not in await said_types(app)


@pytest.mark.requirement("P18")
async def test_who_lost_the_link_gets_a_new_one_by_mail_and_learns_nothing_here(
    app: Running,
) -> None:
    requested = await asked(app)
    path = await path_of(app, requested.handover_id)
    await reply(app, path, {"step": "acknowledge"})
    over = await app.client.get(path)
    assert (over.status_code, "Mail mij een nieuwe link" in over.text) == (410, True)
    sent = await app.client.post(f"{path}/again")
    assert sent.status_code == 200
    assert "/replies/" not in sent.text
    (wanted,) = await app.announced_of(ReplyLinkRequested)
    assert (wanted.handover_id, wanted.to_organisation_id) == (requested.handover_id, FIRST)
    assert (await app.client.post(f"{path[:-3]}/again")).status_code == 404


@pytest.mark.requirement("P18")
async def test_the_desk_has_a_new_link_mailed_while_there_is_something_to_reply(
    app: Running,
) -> None:
    requested = await asked(app)
    path = f"/v1/handovers/{requested.handover_id}/reply-links/again"
    mailed = await app.client.post(path, headers=as_coordinator(app))
    assert mailed.status_code == 202, mailed.text
    assert len(await app.announced_of(ReplyLinkRequested)) == 1
    partner = app.token("partner", organisation_id=FIRST)
    assert (await app.client.post(path, headers=partner)).status_code == 403
    await take_all(app, requested.handover_id, DECLINED)
    assert (await app.client.post(path, headers=as_coordinator(app))).status_code == 409
