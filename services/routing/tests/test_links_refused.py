"""A link to reply by works once, in time and unaltered; else it says so and does nothing."""

import asyncio
from datetime import timedelta

import pytest
from chassis.http.rate_limits import RateLimit
from chassis.process.testing import Running
from contracts.routing import HandoverAccepted, HandoverAcknowledged
from routing_links import ACCEPTED, DECLINED, everything, path_of, reply
from routing_people import ACCEPT, asked, take_all
from routing_town import MONDAY


async def test_a_link_that_was_used_says_so_and_does_nothing(app: Running) -> None:
    requested = await asked(app)
    path = await path_of(app, requested.handover_id)
    await reply(app, path, ACCEPTED)
    before = await everything(app)
    for page in (await app.client.get(path), await reply(app, path, DECLINED)):
        assert page.status_code == 410
        assert "Deze link is al gebruikt." in page.text
        assert "De overdracht is nu geaccepteerd." in page.text
    assert await everything(app) == before


async def test_of_two_who_use_a_link_at_once_one_is_told_that_it_was_used(app: Running) -> None:
    requested = await asked(app)
    path = await path_of(app, requested.handover_id)
    pages = await asyncio.gather(*(reply(app, path, ACCEPTED) for _ in range(2)))
    assert sorted(page.status_code for page in pages) == [200, 410]
    assert len(await app.announced_of(HandoverAccepted)) == 1


async def test_a_link_works_some_days_after_its_term_and_then_no_more(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, ACCEPT)
    path = await path_of(app, requested.handover_id)
    app.now = MONDAY + timedelta(days=20)
    assert (await app.client.get(path)).status_code == 200
    app.now = MONDAY + timedelta(days=30)
    before = await everything(app)
    page = await reply(app, path, {"step": "make_contact", "introduction": "telephone"})
    assert page.status_code == 410
    assert "Deze link is verlopen." in page.text
    assert await everything(app) == before


@pytest.mark.parametrize("altered", ["other", "half", "none", "nonsense"])
async def test_an_altered_link_says_that_it_is_not_right_and_does_nothing(
    app: Running, altered: str
) -> None:
    requested = await asked(app)
    path, before = await path_of(app, requested.handover_id), await everything(app)
    members, signature = path.rpartition(".")[::2]
    paths = {
        "other": f"{members}.{signature[::-1]}",
        "half": path[: len(path) // 2],
        "none": f"{members}.",
        "nonsense": "/v1/replies/é%00",
    }
    for page in (
        await app.client.get(paths[altered]),
        await reply(app, paths[altered], ACCEPTED),
    ):
        assert page.status_code == 404
        assert "Deze link klopt niet." in page.text
    assert await everything(app) == before


async def test_a_link_of_before_a_change_says_where_it_stands_now(app: Running) -> None:
    requested = await asked(app)
    path = await path_of(app, requested.handover_id)
    await take_all(app, requested.handover_id, {"step": "acknowledge"})
    before = await everything(app)
    for page in (await app.client.get(path), await reply(app, path, ACCEPTED)):
        assert page.status_code == 409
        assert "Er is intussen iets veranderd." in page.text
        assert "De overdracht is nu ontvangen. Uw volgende stap is accepteren" in page.text
    assert await everything(app) == before


async def test_a_form_that_is_not_filled_in_right_says_all_that_is_wrong(app: Running) -> None:
    requested = await asked(app)
    path, before = await path_of(app, requested.handover_id), await everything(app)
    page = await reply(app, path, {"step": "accept", "kind": "", "name": ""})
    assert page.status_code == 400
    assert "Wie pakt de vraag op: Dit veld ontbreekt." in page.text
    assert "De naam van deze persoon of dit team: Dit veld ontbreekt." in page.text
    assert (await reply(app, path, {})).status_code == 400
    assert (await reply(app, path, {"step": "cancel"})).status_code == 400
    assert await everything(app) == before
    assert (await reply(app, path, ACCEPTED)).status_code == 200


async def test_a_step_that_is_not_possible_now_is_refused_and_the_link_still_works(
    app: Running,
) -> None:
    requested = await asked(app)
    path = await path_of(app, requested.handover_id)
    page = await reply(app, path, {"step": "complete", "outcome": "helped"})
    assert page.status_code == 409
    assert "Deze stap kan niet meer." in page.text
    assert (await reply(app, path, {"step": "acknowledge"})).status_code == 200
    assert len(await app.announced_of(HandoverAcknowledged)) == 1


async def test_an_address_that_asks_too_often_must_wait(app: Running) -> None:
    app.app.state.form_rate = RateLimit("2/minute")
    guess = {"step": "acknowledge"}
    answers = [await app.client.post("/v1/replies/a-guess", data=guess) for _ in range(3)]
    assert [one.status_code for one in answers] == [404, 404, 429]
