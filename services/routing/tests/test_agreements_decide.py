"""Who agreed to do what decides where no rule does, and after whom a rule names."""

from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionClassified
from contracts.vocabulary import Theme
from routing_deciding import ask, explained, last_asked, passed_over, say_room, town_hall
from routing_register import agreement, kept
from routing_town import (
    COUNCIL,
    FIRST,
    MONDAY,
    NAMES,
    SECOND,
    later,
    received,
    rule_entry,
    settle,
)


@pytest.mark.requirement("P17")
async def test_who_agreed_to_execute_a_theme_is_asked_where_no_rule_fits(app: Running) -> None:
    await settle(app)
    await town_hall(app)
    for theme, who in (("volunteers", FIRST), ("space", SECOND)):
        await kept(app, f"agreements/{uuid4()}", agreement(who, theme=theme))
    advises = agreement(COUNCIL, role="advises", theme="inclusion")
    await kept(app, f"agreements/{uuid4()}", advises)
    assert await ask(app) == FIRST
    assert await ask(app, theme=Theme.SPACE) == SECOND
    assert (await explained(app))["basis"] == "working_agreement"
    assert await ask(app, theme=Theme.INCLUSION) is None


async def test_an_agreement_that_ended_or_is_yet_to_begin_makes_nobody_a_candidate(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST))
    await kept(app, f"agreements/{uuid4()}", agreement(SECOND, valid_until="2026-11-22"))
    await kept(app, f"agreements/{uuid4()}", agreement(SECOND, valid_from="2026-11-24"))
    await ask(app)
    assert await passed_over(app) == {NAMES[FIRST]: None}


async def test_who_agreed_to_execute_comes_after_whom_the_rule_names(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    await kept(app, f"agreements/{uuid4()}", agreement(SECOND))
    assert await ask(app) == FIRST
    assert await passed_over(app) == {NAMES[FIRST]: None, NAMES[SECOND]: "later_in_order"}


async def test_a_reclassified_question_goes_by_what_is_agreed_of_its_new_theme(
    app: Running,
) -> None:
    await settle(app)
    await town_hall(app)
    await kept(app, f"agreements/{uuid4()}", agreement(FIRST, theme="space"))
    await kept(app, f"agreements/{uuid4()}", agreement(SECOND, theme="space"))
    await say_room(app, FIRST, "closed")
    question = received()
    await app.hear(question)
    themes = {"theme": Theme.SPACE, "previous_theme": Theme.VOLUNTEERS}
    await app.hear(later(question, QuestionClassified, **themes))
    assert (await last_asked(app)).to_organisation_id == SECOND


@pytest.mark.requirement("P17")
async def test_a_question_that_waits_goes_when_somebody_agrees_to_execute(app: Running) -> None:
    await settle(app)
    await town_hall(app)
    await app.hear(received())
    await kept(app, f"agreements/{uuid4()}", agreement(FIRST))
    await app.ring(MONDAY)
    assert (await last_asked(app)).to_organisation_id == FIRST
