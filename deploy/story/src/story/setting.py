"""What is agreed before the story begins: organisations, rules, addresses, a webhook, a budget."""

from datetime import UTC, datetime
from uuid import uuid5

from story.cast import (
    BOTTER,
    BREDA,
    BREDA_DESK,
    BREDA_MUNICIPALITY,
    BUNSCHOTEN,
    BUNSCHOTEN_PLATFORM,
    DELIVERY,
    DRECHTOEVER,
    EEMLAND,
    EINDHOVEN,
    EINDHOVEN_COUNCIL,
    HOEKSCHE_WAARD,
    LEUSDEN,
    LICHTSTAD,
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
    UNDECIDED,
    ZWIJNDRECHT,
    ZWIJNDRECHT_PLATFORM,
    id_of,
    written,
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
    # S1, P28: before its type is decided, a platform takes no part
    "Clubs in Gouda": {
        "municipality_code": POS_TOWN,
        "provider_kind": "club",
        "receivers": [id_of(UNDECIDED), id_of(SPORTS_COMPANY)],
        "escalate_to_organisation_id": id_of(MUNICIPALITY),
    },
    "Clubs in Gouda met een vraag over ruimte": {
        "municipality_code": POS_TOWN,
        "provider_kind": "club",
        "theme": "space",
        "receivers": [id_of(MUNICIPALITY)],
        "escalate_to_organisation_id": id_of(MUNICIPALITY),
    },
    "Vragen in Leusden": {
        "municipality_code": LEUSDEN,
        "receivers": [id_of(SLOW), id_of(QUICK)],
        "escalate_to_organisation_id": id_of(PLATFORM),
    },
    "Vragen in Breda": {
        "municipality_code": BREDA,
        "receivers": [id_of(BREDA_DESK)],
        "escalate_to_organisation_id": id_of(BREDA_MUNICIPALITY),
    },
    # S1, P26: extra hands when those who are paid are not enough
    "Vragen in Bunschoten": {
        "municipality_code": BUNSCHOTEN,
        "receivers": [id_of(EEMLAND), id_of(BOTTER)],
        "escalate_to_organisation_id": id_of(BUNSCHOTEN_PLATFORM),
    },
    "Vragen in Zwijndrecht": {
        "municipality_code": ZWIJNDRECHT,
        "receivers": [id_of(DRECHTOEVER)],
        "escalate_to_organisation_id": id_of(ZWIJNDRECHT_PLATFORM),
    },
    "Vragen in Eindhoven": {
        "municipality_code": EINDHOVEN,
        "receivers": [id_of(LICHTSTAD)],
        "escalate_to_organisation_id": id_of(EINDHOVEN_COUNCIL),
    },
}


FILES = {
    "organisations": "organisaties",
    "pos-offices": "POS-kantoren",
    "platforms": "platforms met hun soort en niveaus",
    "seats": "zetels",
    "memberships": "lidmaatschappen",
    "agreements": "werkafspraken",
}
"""What the administrator of the network keeps as files, in the order in which they build."""


async def set_the_scene(stage: Stage) -> None:
    """As the administrator of the network, doing nothing twice over."""
    for kind, told in FILES.items():
        path = f"/network-files/{kind}"
        loaded = await stage.ask("routing", "POST", path, written(kind), role="administrator")
        known = loaded["new"] + loaded["changed"] + loaded["unchanged"]
        stage.timeline.step(f"{known} {told} uit een CSV-bestand")
    for name in ORGANISATIONS:
        address = {"address": stage.address(name)}
        path = f"/organisations/{id_of(name)}/mail-address"
        await stage.ask("notifications", "PUT", path, address, role="administrator")
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
