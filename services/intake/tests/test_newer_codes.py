"""A code that only a later release of routing knows is read, kept and passed on."""

from collections.abc import Callable

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionAnswered
from contracts.routing import HandoverCompleted, HandoverDeclined
from every_page import every_page
from intake.questions.history import History
from intake.service import service
from newer_codes import NEWER, facts_with_newer_codes
from sqlalchemy import text

from .conftest import HOEKSCHE_WAARD as TOWN
from .conftest import Asked, Routing
from .test_my_pages import page_of

HEARD = [event for each in service.handlers if not each.judging for event in each.events]


async def set_aside(app: Running) -> int:
    async with app.begin() as work:
        return int((await work.db.execute(text("SELECT count(*) FROM dead_letters"))).scalar_one())


async def test_a_newer_code_in_any_fact_is_read(app: Running) -> None:
    facts = [fact for event in HEARD for fact in facts_with_newer_codes(event)]
    assert {"HandoverDeclined", "HandoverCompleted"} <= {type(fact).__name__ for fact in facts}
    await app.hear(*facts)
    assert await set_aside(app) == 0
    async with app.begin() as work:
        heard = (await work.db.execute(text("SELECT count(*) FROM inbox"))).scalar_one()
    assert heard == len(facts)


async def test_a_decline_for_a_newer_reason_is_a_decline(
    asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    declined = handover.declined().model_dump() | {"reason": NEWER}
    await asked.app.hear(handover.requested(), HandoverDeclined.read(declined))
    assert (await asked.now())["state"] == "triaging"
    path = f"/v1/questions/{asked.id}/history"
    steps = (await asked.app.client.get(path, headers=asked.as_coordinator)).json()
    assert (steps[-1]["step"], steps[-1]["reason"]) == ("end_handover", NEWER)
    other = routing()
    await asked.app.hear(other.requested(), other.accepted())
    assert (await asked.now())["state"] == "in_progress"
    assert await set_aside(asked.app) == 0


@pytest.mark.requirement("P18")
async def test_a_newer_outcome_is_kept_and_passed_on_and_the_asker_reads_something_else(
    asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    completed = handover.completed().model_dump() | {"outcome": NEWER}
    await asked.app.hear(handover.requested(), handover.accepted())
    await asked.app.hear(HandoverCompleted.read(completed))
    now = await asked.now()
    assert (now["state"], now["outcome"]) == ("answered", NEWER)
    answers = [each async for each in every_page(asked.app, {"question_id": asked.id}, TOWN)]
    assert [str(each.url) for each in answers if each.status_code >= 500] == []
    assert sum(NEWER in each.text for each in answers) >= 2
    async with asked.app.begin() as work:
        kept = await History(work.db).changes_of(asked.id)
    assert kept[-1].changes["outcome"] == NEWER
    (answered,) = await asked.app.announced_of(QuestionAnswered)
    assert answered.outcome == NEWER
    assert "<dd>Dit is de uitkomst: iets anders.</dd>" in await page_of(asked)


async def test_nobody_gives_a_newer_code_by_hand(asked: Asked) -> None:
    answer = await asked.app.client.post("/v1/questions", json={**asked.form, "theme": NEWER})
    assert answer.status_code == 400
    (problem,) = answer.json()["errors"]
    assert problem["detail"].startswith("Kies een van deze waarden: 'volunteers', 'governance'")
