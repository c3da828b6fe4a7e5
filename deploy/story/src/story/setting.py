"""What is agreed before the story begins: organisations, rules, addresses, a webhook, a budget."""

from datetime import UTC, datetime
from uuid import uuid5

from story.cast import (
    DELIVERY,
    HOEKSCHE_WAARD,
    LEUSDEN,
    MUNICIPALITY,
    NETWORK,
    ORGANISATIONS,
    PLATFORM,
    POS_OFFICE,
    POS_TOWN,
    QUICK,
    SLOW,
    SPORTS_COMPANY,
    SPORTS_COUNCIL,
    id_of,
)
from story.stage import Body, Stage

RULES: dict[str, Body] = {
    # S1, P18: "vragen die bij de sportraad binnenkomen via een warme overdracht"
    "Vragen bij de sportraad gaan naar de uitvoeringsorganisatie": {
        "municipality_code": HOEKSCHE_WAARD,
        "entry_organisation_id": id_of(SPORTS_COUNCIL),
        "receivers": [id_of(DELIVERY)],
        "escalate_to_organisation_id": id_of(SPORTS_COUNCIL),
    },
    # S2, R11: entrepreneurs come in through the POS office
    "Ondernemers komen binnen via het POS-kantoor": {
        "municipality_code": POS_TOWN,
        "provider_kind": "entrepreneur",
        "via_organisation_id": id_of(POS_OFFICE),
        "receivers": [id_of(SPORTS_COMPANY), id_of(MUNICIPALITY)],
        "escalate_to_organisation_id": id_of(MUNICIPALITY),
    },
    "Vragen in Leusden": {
        "municipality_code": LEUSDEN,
        "receivers": [id_of(SLOW), id_of(QUICK)],
        "escalate_to_organisation_id": id_of(PLATFORM),
    },
}


async def set_the_scene(stage: Stage) -> None:
    """As the administrator of the network, doing nothing twice over."""
    for name, (kind, municipality) in ORGANISATIONS.items():
        entry = {"kind": kind, "name": name, "municipality_codes": [municipality]}
        path = f"/organisations/{id_of(name)}"
        await stage.ask("routing", "PUT", path, entry, role="administrator")
        address = {"address": stage.address(name)}
        path = f"/organisations/{id_of(name)}/mail-address"
        await stage.ask("notifications", "PUT", path, address, role="administrator")
    stage.timeline.step(f"{len(ORGANISATIONS)} organisaties staan in het netwerk")
    for title, rule in RULES.items():
        await _record(stage, title, rule)


async def _record(stage: Stage, title: str, rule: Body) -> None:
    path = f"/routing-rules/{uuid5(NETWORK, title)}"
    told = {name: _as_text(value) for name, value in rule.items()}
    today = datetime.now(UTC).date().replace(month=1, day=1).isoformat()
    body = {**told, "mode": "warm", "valid_from": today}
    recorded = await stage.ask("routing", "PUT", path, body, role="administrator")
    stage.timeline.step(f"{title} (versie {recorded['version']})", "RoutingRuleRecorded")


def _as_text(value: object) -> object:
    return [str(one) for one in value] if isinstance(value, list) else str(value)
