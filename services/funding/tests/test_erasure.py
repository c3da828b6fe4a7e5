"""Who asks to be forgotten is forgotten by funding too; amounts and decisions stay."""

from uuid import UUID, uuid4

from chassis.process.testing import Running
from contracts.privacy import DataSubjectErased
from table_search import tables_with

from .desk import HERE, Desk

CANARY = "kanarie4711"


async def apply(desk: Desk, provider_id: UUID) -> UUID:
    line_id, told = await desk.line(), {"description": f"Bel {CANARY}"}
    asked = await desk.post(
        line_id, 600_00, key="a-command-once", provider_id=str(provider_id), **told
    )
    assert asked.status_code == 201, asked.text
    return UUID(asked.json()["id"])


def erased(app: Running, provider_id: UUID) -> DataSubjectErased:
    return DataSubjectErased.model_validate(
        {
            "municipality_code": HERE,
            "version": 1,
            "occurred_at": app.time(),
            "erasure_id": uuid4(),
            "provider_id": provider_id,
        }
    )


async def test_what_was_written_for_a_provider_is_in_no_table_any_more(
    app: Running, desk: Desk
) -> None:
    provider_id = uuid4()
    application_id = await apply(desk, provider_id)
    assert await tables_with(app, CANARY) == ["vault"]
    before = await desk.get(f"/applications/{application_id}")
    await app.hear(erased(app, provider_id))
    assert await tables_with(app, CANARY) == []
    assert await desk.get(f"/applications/{application_id}") == before


async def test_what_is_of_another_provider_stays(app: Running, desk: Desk) -> None:
    await apply(desk, uuid4())
    await app.hear(erased(app, uuid4()))
    assert await tables_with(app, CANARY) == ["vault"]
