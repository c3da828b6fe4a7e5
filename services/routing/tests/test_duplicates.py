"""The same question asked twice: one organisation is asked, once (S1, P02)."""

from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import QuestionMerged, QuestionUnmerged
from contracts.routing import HandoverRequested
from routing_town import later, received, rule_entry, settle


@pytest.mark.requirement("P02")
async def test_a_question_that_is_the_same_as_another_is_asked_of_nobody(app: Running) -> None:
    await settle(app, rule_entry())
    first = uuid4()
    question = received(into_question_id=first)
    await app.hear(question)
    await app.hear(later(question, QuestionMerged, into_question_id=first))
    assert await app.announced_of(HandoverRequested) == []


@pytest.mark.requirement("P02")
async def test_one_that_is_not_the_same_after_all_is_asked_like_any_other(app: Running) -> None:
    await settle(app, rule_entry())
    first = uuid4()
    question = received(into_question_id=first)
    merged = later(question, QuestionMerged, into_question_id=first)
    await app.hear(question, merged)
    await app.hear(later(question, QuestionUnmerged, version=3, from_question_id=first))
    [requested] = await app.announced_of(HandoverRequested)
    assert requested.question_id == question.question_id
