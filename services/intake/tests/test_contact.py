"""The introduction is confirmed by the one introduced (S1, P18)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from chassis.process.testing import Running
from contracts.intake import ContactConfirmed
from contracts.vocabulary import QuestionOutcome
from intake.questions.life_cycle import State, Step
from intake.questions.steps import Move, after

from .conftest import Asked, Routing
from .test_domain import ONE, question

PAGE = {"Accept": "text/html"}
QUESTION = "Hebt u elkaar gesproken?"


async def page_of(asked: Asked) -> str:
    return (await asked.app.client.get(asked.link, headers=PAGE)).text


async def press(asked: Asked, confirmed: str) -> int:
    form = {"step": "confirm_contact", "confirmed": confirmed}
    answer = await asked.app.client.post(asked.link, data=form, headers=PAGE, follow_redirects=True)
    return answer.status_code


@pytest.mark.requirement("P18")
@pytest.mark.parametrize(("pressed", "confirmed"), [("true", True), ("false", False)])
async def test_the_asker_says_whether_they_spoke_once_contact_was_reported(
    app: Running,
    asked: Asked,
    routing: Callable[[], Routing],
    pressed: str,
    confirmed: bool,
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.accepted())
    assert QUESTION not in await page_of(asked)
    await app.hear(handover.contact_made())
    assert QUESTION in await page_of(asked)
    assert await press(asked, pressed) == 200
    [said] = await app.announced_of(ContactConfirmed)
    assert (said.handover_id, said.confirmed) == (handover.handover_id, confirmed)
    assert QUESTION not in await page_of(asked)
    assert await press(asked, pressed) == 409


@pytest.mark.requirement("P18")
async def test_the_question_stays_when_the_work_is_done_and_goes_when_somebody_else_has_it(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.accepted(), handover.contact_made())
    await app.hear(handover.completed())
    assert QUESTION in await page_of(asked)
    await asked.take("reopen")
    assert QUESTION not in await page_of(asked)


def test_contact_is_to_be_confirmed_once_it_was_reported_and_until_it_is() -> None:
    before = replace(question(State.IN_PROGRESS, handover_id=ONE), contact_handover_id=None)
    reported = after(before, Move(Step.MAKE_CONTACT, handover_id=ONE))
    assert reported.contact_handover_id == ONE
    assert after(reported, Move(Step.CONFIRM_CONTACT, confirmed=True)).contact_handover_id is None
    done = after(
        reported,
        Move(Step.COMPLETE_HANDOVER, handover_id=ONE, outcome=QuestionOutcome.HELPED),
    )
    assert (done.contact_handover_id, done.handover_id) == (ONE, None)
    assert (done.asked_organisation_id, done.outcome) == (None, QuestionOutcome.HELPED)
    back = after(reported, Move(Step.END_HANDOVER, handover_id=ONE))
    assert back.contact_handover_id is None
