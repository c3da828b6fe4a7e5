"""What routing says when it hears of questions, on PostgreSQL."""

from collections import Counter
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import (
    InformationProvided,
    QuestionClosed,
    QuestionReopened,
    QuestionUnmerged,
    QuestionWithdrawn,
)
from contracts.routing import (
    HandoverCancelled,
    HandoverInformationProvided,
    HandoverRequested,
)
from contracts.vocabulary import HandoverMode, ProviderKind, Theme
from routing_town import (
    COUNCIL,
    FIRST,
    OFFICE,
    SECOND,
    THIRD,
    TOWN,
    clocks,
    later,
    received,
    rule_entry,
    settle,
)
from sqlalchemy import event

WAVE = 500


@pytest.mark.requirement("P17", "P18")
async def test_a_question_at_the_sports_council_goes_warmly_to_whom_the_rule_names(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST, entry_organisation_id=str(COUNCIL)))
    question = received()
    await app.hear(question)
    [requested] = await app.announced_of(HandoverRequested)
    assert requested.question_id == question.question_id
    assert (requested.to_organisation_id, requested.from_organisation_id) == (FIRST, COUNCIL)
    assert (requested.mode, requested.attempt, requested.version) == (HandoverMode.WARM, 1, 1)
    assert requested.details_ref == question.details_ref


@pytest.mark.requirement("R11")
async def test_a_question_of_an_entrepreneur_goes_via_the_pos_office(app: Running) -> None:
    rule = rule_entry(FIRST, provider_kind="entrepreneur", via_organisation_id=str(OFFICE))
    await settle(app, rule)
    await app.hear(received(provider_kind=ProviderKind.ENTREPRENEUR, theme=Theme.SPACE))
    [requested] = await app.announced_of(HandoverRequested)
    assert requested.via_organisation_id == OFFICE


async def test_the_same_question_is_routed_once(app: Running) -> None:
    await settle(app, rule_entry())
    question = received()
    await app.hear(question)
    await app.hear(question)
    assert len(await app.announced_of(HandoverRequested)) == 1


async def test_five_hundred_questions_are_routed_in_a_handful_of_statements(app: Running) -> None:
    await settle(
        app,
        rule_entry([FIRST, SECOND]),
        rule_entry(THIRD, theme="space"),
        rule_entry(FIRST, municipality_code="GM0001"),
    )
    themes = (Theme.VOLUNTEERS, Theme.SPACE, Theme.OTHER)
    codes = (TOWN, TOWN, "GM0001", "GM0002")
    questions = [
        received(theme=themes[number % 3], municipality_code=codes[number % 4])
        for number in range(WAVE)
    ]
    statements: list[str] = []
    engine = app.runtime.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    await app.hear(*questions)
    assert len(statements) < 30
    asked = Counter(said.to_organisation_id for said in await app.announced_of(HandoverRequested))
    in_town = [q for q in questions if q.municipality_code == TOWN]
    about_space = sum(q.theme is Theme.SPACE for q in in_town)
    elsewhere = sum(q.municipality_code == "GM0001" for q in questions)
    assert asked[THIRD] == about_space
    assert abs(asked[FIRST] - asked[SECOND]) <= 1, "who is busy elsewhere is busy"
    assert asked.total() == len(in_town) + elsewhere


async def test_an_open_handover_is_cancelled_when_the_question_is_withdrawn(app: Running) -> None:
    await settle(app, rule_entry())
    question = received()
    await app.hear(question)
    await app.hear(later(question, QuestionWithdrawn))
    [cancelled] = await app.announced_of(HandoverCancelled)
    assert (cancelled.version, cancelled.to_organisation_id) == (2, FIRST)
    assert await clocks(app) == set()


async def test_an_unmerged_question_goes_to_somebody_else(app: Running) -> None:
    await settle(app, rule_entry())
    question = received()
    await app.hear(question, later(question, QuestionClosed, outcome="not_helped"))
    await app.hear(later(question, QuestionUnmerged, version=3, from_question_id=uuid4()))
    requested = await app.announced_of(HandoverRequested)
    assert [one.to_organisation_id for one in requested] == [FIRST, SECOND]
    assert [one.attempt for one in requested] == [1, 2]


async def test_what_the_provider_tells_is_passed_on_only_to_who_asked_for_it(app: Running) -> None:
    await settle(app, rule_entry())
    question = received()
    await app.hear(question)
    await app.hear(later(question, InformationProvided))
    assert await app.announced_of(HandoverInformationProvided) == []


async def test_facts_about_questions_that_were_never_received_change_nothing(app: Running) -> None:
    await app.hear(later(received(), QuestionWithdrawn), later(received(), QuestionReopened))
    assert await app.announced() == []
