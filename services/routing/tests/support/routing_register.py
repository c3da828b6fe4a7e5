"""The register as administrators fill it in tests: entries that are right, to vary on."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from chassis.process.testing import Running
from routing_town import TOWN

OTHER_TOWN = "GM0642"


async def put(
    app: Running, path: str, entry: dict[str, Any], headers: dict[str, str] | None = None
) -> httpx.Response:
    known = headers or app.token("administrator")
    return await app.client.put(f"/v1/{path}", json=entry, headers=known)


async def kept(app: Running, path: str, entry: dict[str, Any]) -> dict[str, Any]:
    answer = await put(app, path, entry)
    assert answer.status_code in {200, 201}, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def organisation(app: Running, kind: str, *codes: str, name: str = "") -> UUID:
    organisation_id = uuid4()
    entry = {"kind": kind, "name": name or f"De {kind}", "municipality_codes": codes or [TOWN]}
    await kept(app, f"organisations/{organisation_id}", entry)
    return organisation_id


async def read(
    app: Running, path: str, headers: dict[str, str] | None = None, status: int = 200
) -> Any:
    """As somebody with a token and no role in particular, unless told otherwise."""
    answer = await app.client.get(f"/v1/{path}", headers=headers or app.token())
    assert answer.status_code == status, answer.text
    return answer.json()


def office(**others: Any) -> dict[str, Any]:
    return {
        "state": "building",
        "municipality_codes": [TOWN],
        "size": "small",
        "initiated_by": "both",
        **others,
    }


async def office_of(app: Running, **others: Any) -> UUID:
    office_id = await organisation(app, "pos_office", name="POS-kantoor Waardland")
    await kept(app, f"pos-offices/{office_id}", office(**others))
    return office_id


def agreement(organisation_id: UUID, **others: Any) -> dict[str, Any]:
    return {
        "municipality_code": TOWN,
        "organisation_id": str(organisation_id),
        "role": "executes",
        "signatories": [str(organisation_id)],
        "valid_from": "2026-01-01",
        "review_on": "2027-01-01",
        **others,
    }


def membership(parent: UUID, **others: Any) -> dict[str, Any]:
    return {"parent_organisation_id": str(parent), "started_on": "2026-01-01", **others}


def pointers(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [error["pointer"] for error in answer.json()["errors"]]
