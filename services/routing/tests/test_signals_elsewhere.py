"""Partners of other fields of policy hear of signals in theirs (S1, P10 and A09)."""

from typing import Any

import httpx
import pytest
from chassis.process.testing import Running
from contracts.signals import SignalReported
from routing_people import as_partner, see
from routing_voices import CARERS, COUNCIL, FEDERATION, gather, reported


async def want(
    app: Running, *domains: str, organisation: Any = CARERS, headers: dict[str, str] | None = None
) -> httpx.Response:
    path = f"/v1/organisations/{organisation}/policy-domains"
    known = headers or as_partner(app, organisation)
    return await app.client.put(path, json={"policy_domains": list(domains)}, headers=known)


@pytest.mark.requirement("P10", "A09")
async def test_a_partner_outside_sport_sees_and_hears_the_signals_of_its_own_field_only(
    app: Running,
) -> None:
    await gather(app)
    answer = await want(app, "informal_care", "dementia")
    assert answer.json() == {"policy_domains": ["dementia", "informal_care"]}
    own = await reported(app, policy_domain="informal_care")
    for domain in ("education", None):
        await reported(app, policy_domain=domain)
    carers = as_partner(app, CARERS)
    seen = (await see(app, "signals", carers)).json()
    assert [one["signal_id"] for one in seen] == [own["signal_id"]]
    said = await app.announced_of(SignalReported)
    assert [one.listeners for one in said] == [[CARERS], None, None]
    await want(app, "education")
    seen = (await see(app, "signals", carers)).json()
    assert [one["policy_domain"] for one in seen] == ["education"]


@pytest.mark.requirement("P10")
async def test_who_listens_does_not_decide_what_happens_to_a_signal(app: Running) -> None:
    await gather(app)
    await want(app, "dementia")
    signal = await reported(app, policy_domain="dementia")
    body = {"municipality_code": signal["municipality_code"], "theme": "governance"}
    body |= {"signal_ids": [signal["signal_id"]]}
    refused = await app.client.post("/v1/clusters", json=body, headers=as_partner(app, CARERS))
    assert refused.status_code == 403
    words = f"signals/{signal['signal_id']}/words?purpose=prepare_discussion"
    assert (await see(app, words, as_partner(app, CARERS))).status_code == 404


@pytest.mark.requirement("A09")
async def test_what_a_partner_listens_to_is_set_by_itself_or_by_its_administrator(
    app: Running,
) -> None:
    await gather(app)
    assert (await want(app, "care", headers=as_partner(app, COUNCIL))).status_code == 404
    elsewhere = app.token("administrator", municipalities=["GM0002"])
    assert (await want(app, "care", headers=elsewhere)).status_code == 404
    assert (await want(app, "care", headers=app.token("administrator"))).status_code == 200
    assert (await want(app, "care", organisation=FEDERATION)).status_code == 409
    assert (await want(app, "sport")).status_code == 400
    kept = await see(app, f"organisations/{CARERS}/policy-domains", as_partner(app, CARERS))
    assert kept.json() == {"policy_domains": ["care"]}
