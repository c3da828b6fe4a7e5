"""Who asks to be forgotten is forgotten by routing too, and the story of the handover stays."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.privacy import DataSubjectErased
from routing_people import as_coordinator, as_partner, asked, see, take_all
from routing_town import COUNCIL, FIRST, MONDAY, TOWN
from routing_voices import said_well
from table_search import tables_with

CANARY = "kanarie4711"


def erased(provider_id: UUID) -> DataSubjectErased:
    return DataSubjectErased.model_validate(
        {
            "municipality_code": TOWN,
            "version": 1,
            "occurred_at": MONDAY,
            "erasure_id": uuid4(),
            "provider_id": provider_id,
        }
    )


@pytest.fixture
async def provider(app: Running) -> UUID:
    """Of whom something is noted, told and agreed on by name, at the desk and elsewhere."""
    requested = await asked(app)
    once = {"Idempotency-Key": "a command that came with a key"}
    receiver = {"kind": "person", "name": f"Sjoukje {CANARY}"}
    await take_all(
        app,
        requested.handover_id,
        {"step": "acknowledge"},
        {"step": "accept", "receiver": receiver},
    )
    for who in (as_coordinator(app), as_partner(app, FIRST)):
        path = f"/v1/cases/{requested.question_id}/notes"
        note = {"text": f"{CANARY} belt terug"}
        answer = await app.client.post(path, json=note, headers=who | once)
        assert answer.status_code == 201, answer.text
    signal: dict[str, Any] = {
        "municipality_code": TOWN,
        "theme": "governance",
        "words": f"Bel {CANARY}",
        "question_ids": [str(requested.question_id)],
    }
    await said_well(app, "signals", signal, COUNCIL)
    assert await tables_with(app, CANARY) == ["vault"]
    return requested.provider_id


async def test_nothing_of_the_person_is_left_in_any_table(app: Running, provider: UUID) -> None:
    await app.hear(erased(provider))
    assert await tables_with(app, CANARY) == []


async def test_the_handover_goes_on_and_its_history_stays(app: Running, provider: UUID) -> None:
    before = (await see(app, "handovers", as_coordinator(app))).json()
    await app.hear(erased(provider))
    assert (await see(app, "handovers", as_coordinator(app))).json() == before


async def test_what_is_of_another_provider_stays(app: Running, provider: UUID) -> None:
    await app.hear(erased(uuid4()))
    assert await tables_with(app, CANARY) == ["vault"]
