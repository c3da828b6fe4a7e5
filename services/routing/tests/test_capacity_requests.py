"""A decline for lack of capacity becomes a request for extra hands."""

import httpx
import pytest
from chassis.process.testing import Running
from contracts.peers import CapacityRequested
from contracts.routing import HandoverRequested
from routing_people import DECLINE, as_coordinator, as_partner, asked, take_all
from routing_town import COUNCIL, FIRST, SECOND


async def request(
    app: Running, handover: HandoverRequested, headers: dict[str, str]
) -> httpx.Response:
    path = f"/v1/handovers/{handover.handover_id}/capacity-requests"
    return await app.client.post(path, headers=headers)


@pytest.mark.requirement("P26")
async def test_who_declined_for_lack_of_capacity_asks_for_extra_hands_once(app: Running) -> None:
    requested = await asked(app)
    assert (await request(app, requested, as_partner(app, FIRST))).status_code == 409
    await take_all(app, requested.handover_id, {"step": "acknowledge"}, DECLINE)
    assert (await request(app, requested, as_partner(app, COUNCIL))).status_code == 403
    assert (await request(app, requested, as_partner(app, SECOND))).status_code == 404
    assert (await request(app, requested, as_coordinator(app, "GM0002"))).status_code == 404
    assert (await request(app, requested, as_partner(app, FIRST))).status_code == 201
    assert (await request(app, requested, as_coordinator(app))).status_code == 409
    [said] = await app.announced_of(CapacityRequested)
    assert (said.to_organisation_id, said.theme, said.version) == (FIRST, "volunteers", 1)


@pytest.mark.requirement("P26")
async def test_the_desk_may_ask_for_it_but_not_after_another_reason(app: Running) -> None:
    requested = await asked(app)
    other = {"step": "decline", "reason": "wrong_theme"}
    await take_all(app, requested.handover_id, {"step": "acknowledge"}, other)
    assert (await request(app, requested, as_coordinator(app))).status_code == 409
    assert await app.announced_of(CapacityRequested) == []
