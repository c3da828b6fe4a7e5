"""Erased at intake, and so gone from the vault of every service; what happened is still there."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from canaries import Canaries
from local_runtime.gates import until
from outsider import Outsider, talkative_token
from planting import HERE, SOON, Network
from running import Sportloket
from searching import of_vaults

ORGANISATION = UUID(int=0xE5A5)
ROLES = ["partner", "coordinator", "administrator", "core_team"]


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture
def partner(sportloket: Sportloket, canaries: Canaries) -> Outsider:
    token = talkative_token(sportloket, canaries, organisation_id=ORGANISATION, roles=ROLES)
    return Outsider(sportloket, token)


async def agree(network: Network) -> None:
    """An organisation that helps with marketing."""
    ask = network.administrator.must
    entry = {"kind": "delivery_organisation", "name": "Een helper", "municipality_codes": [HERE]}
    await ask("routing", "put", f"/organisations/{ORGANISATION}", entry)
    rule = {
        "municipality_code": HERE,
        "theme": "marketing",
        "receivers": [str(ORGANISATION)],
        "escalate_to_organisation_id": str(ORGANISATION),
        "valid_from": "2026-01-01",
    }
    await ask("routing", "put", f"/routing-rules/{uuid4()}", rule)


async def asks(partner: Outsider, canaries: Canaries) -> dict[str, Any]:
    form = {
        "theme": "marketing",
        "municipality_code": HERE,
        "provider": {"kind": "entrepreneur", "name": canaries.name("provider name")},
        "text": canaries.text("question text"),
        "contact": {"name": canaries.name("contact"), "email": canaries.mail("contact mail")},
        "consent": True,
    }
    taken = await partner.must("intake", "post", "/questions", form)
    path = f"/questions/{taken['question_id']}"
    question: dict[str, Any] = await partner.must("intake", "get", path)
    return question


async def is_helped(partner: Outsider, network: Network, question: dict[str, Any]) -> None:
    """By somebody with a name, who writes something down, and asks for money for it."""
    canaries = network.canaries
    [handover] = await until_there(partner, f"/questions/{question['question_id']}/handovers")
    steps = f"/handovers/{handover['handover_id']}/steps"
    receiver = {"kind": "person", "name": canaries.name("receiver")}
    for body in ({"step": "acknowledge"}, {"step": "accept", "receiver": receiver}):
        await network.until_taken("routing", steps, body)
    note = {"text": canaries.text("working note")}
    await partner.must("routing", "post", f"/cases/{question['question_id']}/notes", note)
    await partner.must("funding", "post", "/applications", await application(network, question))


async def until_there(partner: Outsider, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    async def is_there() -> bool:
        answer = await partner.ask("routing", "get", path)
        found[:] = answer.json()["handovers"] if answer.is_success else []
        return bool(found)

    await until(is_there, SOON)
    return found


async def application(network: Network, question: dict[str, Any]) -> dict[str, Any]:
    line_id = str(uuid4())
    agreed = {
        "municipality_code": HERE,
        "programme": {
            "code": "sports_agreement",
            "starts": "2026-01-01",
            "ends": "2026-12-31",
        },
        "ceiling_cents": 100_000,
        "rules": {
            "legal_forms": ["none"],
            "maximum_cents": 100_000,
            "mandate_up_to_cents": 60_000,
            "when_short": "the_rest",
        },
    }
    await network.administrator.must("funding", "put", f"/budget-lines/{line_id}", agreed)
    return {
        "budget_line_id": line_id,
        "requested_cents": 60_000,
        "purpose": "grow_membership",
        "legal_form": "none",
        "provider_id": question["provider_id"],
        "description": network.canaries.text("application"),
    }


async def test_who_is_erased_is_gone_from_the_vault_of_every_service(
    sportloket: Sportloket, partner: Outsider, canaries: Canaries
) -> None:
    token = talkative_token(sportloket, canaries, organisation_id=None, roles=ROLES)
    network = Network(Outsider(sportloket, token), partner, str(ORGANISATION), canaries)
    await agree(network)
    question = await asks(partner, canaries)
    await is_helped(partner, network, question)
    kept = canaries.found_in(await of_vaults(sportloket))
    assert {one.rpartition(" ")[2] for one in kept} >= {"intake", "routing", "funding"}
    await partner.must("intake", "delete", f"/providers/{question['provider_id']}/personal-data")

    async def is_gone() -> bool:
        return canaries.found_in(await of_vaults(sportloket)) == []

    await until(is_gone, SOON)
    after = await partner.must("intake", "get", f"/questions/{question['question_id']}")
    assert after["state"] == "in_progress"
