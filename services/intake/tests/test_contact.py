"""The introduction is confirmed by the one introduced (S1, P18)."""

from collections.abc import Callable

import pytest
from chassis.process.testing import Running
from contracts.intake import ContactConfirmed

from .conftest import Asked, Routing

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
