"""What routing does when it hears of questions."""

from collections.abc import Sequence
from typing import Any, Final

from chassis.handlers import Handler, hears
from chassis.work import Work
from contracts.event import Event
from contracts.intake import (
    InformationProvided,
    QuestionAnswered,
    QuestionClassified,
    QuestionClosed,
    QuestionDiverted,
    QuestionFact,
    QuestionMerged,
    QuestionReceived,
    QuestionReopened,
    QuestionWithdrawn,
)

from routing.deciding import circumstances, decide, quiet_circumstances
from routing.domain.case import be_told_more, end, reclassify, reopen
from routing.domain.happenings import Case, Decision
from routing.domain.placing import Circumstances, place
from routing.domain.question import Question
from routing.repository.cases import Cases


@hears(QuestionReceived)
async def route_questions(questions: Sequence[QuestionReceived], work: Work) -> list[Event]:
    """Ask for each question the organisation that the local agreement names."""
    new = await Cases(work.db).add([_known(question) for question in questions])
    return await decide(new, place, await circumstances(new, work), work)


@hears(QuestionReopened)
async def route_anew(questions: Sequence[QuestionReopened], work: Work) -> list[Event]:
    """Ask somebody else than before."""
    cases = await _cases(questions, work)
    return await decide(cases, reopen, await circumstances(cases, work), work)


@hears(QuestionClassified)
async def follow_theme(questions: Sequence[QuestionClassified], work: Work) -> list[Event]:
    """Take over the new theme; a question that waits may find its rule by it."""
    themes = {question.question_id: question.theme for question in questions}
    cases = await _cases(questions, work)

    def reclassified(case: Case, given: Circumstances) -> Decision:
        return reclassify(case, themes[case.question.question_id], given)

    return await decide(cases, reclassified, await circumstances(cases, work), work)


@hears(InformationProvided)
async def pass_information_on(answers: Sequence[InformationProvided], work: Work) -> list[Event]:
    """The provider told more: whoever asked for it may reply now."""
    cases = await _cases(answers, work)
    return await decide(cases, be_told_more, quiet_circumstances(work), work)


async def _end(questions: Sequence[Any], work: Work) -> list[Event]:
    """The question needs nobody any more."""
    cases = await _cases(questions, work)
    return await decide(cases, end, quiet_circumstances(work), work)


async def _cases(questions: Sequence[QuestionFact], work: Work) -> list[Case]:
    return await Cases(work.db).of({question.question_id for question in questions})


def _known(question: QuestionReceived) -> Question:
    return Question(
        question_id=question.question_id,
        municipality_code=question.municipality_code,
        theme=question.theme,
        provider_id=question.provider_id,
        provider_kind=question.provider_kind,
        received_by_organisation_id=question.received_by_organisation_id,
        details_ref=question.details_ref,
        consent=question.consent,
    )


ENDS: Final[Sequence[type[QuestionFact]]] = (
    QuestionWithdrawn,
    QuestionMerged,
    QuestionDiverted,
    QuestionAnswered,
    QuestionClosed,
)

HANDLERS: Final[Sequence[Handler]] = (
    route_questions,
    route_anew,
    follow_theme,
    pass_information_on,
    *(hears(fact)(_end) for fact in ENDS),
)
