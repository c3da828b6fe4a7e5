"""What is agreed before anything is asked: organisations, a rule, addresses, a subscription."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from contracts.catalogue import EVENTS
from local_runtime.environment import Places

from .client import Client
from .invariants_of_messages import DUE
from .preparing import NETWORK, PARTNERS

MUNICIPALITY = "GM1963"
RECEIVERS = [uuid5(NETWORK, f"ontvanger {number}") for number in range(10)]
"""Whom questions go to: one of the first three, then the others in turn."""
LAST = RECEIVERS[-1]
PLATFORM = uuid5(NETWORK, "platform")
ADMINISTRATOR = {"role": "administrator"}
WEBHOOKS = "fouten"


async def set_the_scene(client: Client, places: Places) -> None:
    submitters = [partner.organisation_id for partner in PARTNERS.values()]
    for organisation_id in (*RECEIVERS, PLATFORM, *submitters):
        await _register(client, organisation_id)
    first, others = RECEIVERS[:3], RECEIVERS[3:]
    rule = {
        "municipality_code": MUNICIPALITY,
        "receivers": [[str(one) for one in first], *(str(one) for one in others)],
        "escalate_to_organisation_id": str(PLATFORM),
        "valid_from": _today(),
    }
    path = f"/routing-rules/{uuid5(NETWORK, 'regel')}"
    await client.must("routing", "PUT", path, rule, **ADMINISTRATOR)
    wish = {
        "url": f"{places.http('outside')}/webhooks/{WEBHOOKS}",
        "event_types": [kind.type for kind in EVENTS.values() if kind.__name__ in DUE],
    }
    await client.must("notifications", "POST", "/subscriptions", wish, **ADMINISTRATOR)


async def set_a_budget(client: Client, ceiling_cents: int) -> UUID:
    """A new budget line; whoever asks more than is left gets the rest."""
    line_id = uuid4()
    body = {
        "municipality_code": MUNICIPALITY,
        "programme": {"code": "sport", "starts": _today(), "ends": _today(30)},
        "ceiling_cents": ceiling_cents,
        "rules": {
            "legal_forms": ["association"],
            "maximum_cents": ceiling_cents,
            "mandate_up_to_cents": ceiling_cents,
            "when_short": "the_rest",
        },
    }
    await client.must("funding", "PUT", f"/budget-lines/{line_id}", body, **ADMINISTRATOR)
    return line_id


async def _register(client: Client, organisation_id: UUID) -> None:
    entry: dict[str, Any] = {
        "kind": "service_organisation",
        "name": f"Organisatie {organisation_id}",
        "municipality_codes": [MUNICIPALITY],
    }
    path = f"/organisations/{organisation_id}"
    await client.must("routing", "PUT", path, entry, **ADMINISTRATOR)
    address = {"address": f"{organisation_id}@voorbeeld.nl"}
    await client.must("notifications", "PUT", f"{path}/mail-address", address, **ADMINISTRATOR)


def _today(later: int = 0) -> str:
    """Yesterday, in fact: a test may run at midnight."""
    return (datetime.now(UTC) + timedelta(days=later - 1)).date().isoformat()
