"""What routing does when it hears of questions."""

from collections.abc import Sequence
from typing import Final

from chassis.kafka.handlers import Handler, hears
from chassis.work import Work
from contracts.event import Event
from contracts.intake import (
    ConsentRecorded,
    ContactConfirmed,
    InformationProvided,
    InformationRequested,
    QuestionAnswered,
    QuestionClassified,
    QuestionClosed,
    QuestionDiverted,
    QuestionFact,
    QuestionMerged,
    QuestionReceived,
    QuestionReopened,
    QuestionTakenBack,
    QuestionUnmerged,
    QuestionWithdrawn,
)

from routing.case.decision import Case, Decision
from routing.case.question import Question
from routing.case.repository import Cases
from routing.erasure.repository import erase_notes
from routing.handovers.apply import apply, context_without_network, decision_context
from routing.handovers.domain.advance import about, reclassify, reopen, take_back, unmerge
from routing.handovers.domain.ask import DecisionContext, assign
from routing.handovers.domain.provider_turn import (
    answer,
    ask_provider,
    close,
    confirm_contact,
    on_information_provided,
    record_consent,
)
from routing.handovers.replies.submissions import take_replies
from routing.timeline.entries import causes_of


@hears(QuestionReceived)
async def route_questions(questions: Sequence[QuestionReceived], work: Work) -> list[Event]:
    """Ask for each question the organisation that the local agreement names."""
    new = await Cases(work.db).add([_known(question) for question in questions])
    same = {question.question_id for question in questions if question.into_question_id}
    context = await decision_context(new, work)

    def placed(case: Case, context: DecisionContext) -> Decision:
        """Of the same question nobody is asked a second time (S1, P02)."""
        return (close if case.question.question_id in same else assign)(case, context)

    return await apply(new, placed, context, work, causes=causes_of(questions))


@hears(QuestionUnmerged)
async def route_anew(questions: Sequence[QuestionUnmerged], work: Work) -> list[Event]:
    """Ask somebody else than before."""
    cases = await _cases(questions, work)
    context = await decision_context(cases, work)
    return await apply(cases, unmerge, context, work, causes=causes_of(questions))


@hears(QuestionReopened)
async def leave_to_the_desk(questions: Sequence[QuestionReopened], work: Work) -> list[Event]:
    """The answer did not help: the desk decides who helps now."""
    cases = await _cases(questions, work)
    context = await decision_context(cases, work)
    return await apply(cases, reopen, context, work, causes=causes_of(questions))


@hears(QuestionClassified)
async def follow_theme(questions: Sequence[QuestionClassified], work: Work) -> list[Event]:
    """Take over the new theme; a question that waits may find its rule by it."""
    themes = {question.question_id: question.theme for question in questions}
    cases = await _cases(questions, work)

    def reclassified(case: Case, context: DecisionContext) -> Decision:
        return reclassify(case, themes[case.question.question_id], context)

    context = await decision_context(
        [about(case, themes[case.question.question_id]) for case in cases], work
    )
    return await apply(cases, reclassified, context, work, causes=causes_of(questions))


@hears(QuestionTakenBack)
async def give_back_to_the_desk(facts: Sequence[QuestionTakenBack], work: Work) -> list[Event]:
    """Whoever has the question, or was asked for it, hears that it is no longer theirs."""
    cases = await _cases(facts, work)
    return await apply(
        cases, take_back, context_without_network(work), work, causes=causes_of(facts)
    )


@hears(InformationRequested)
async def leave_to_provider(questions: Sequence[InformationRequested], work: Work) -> list[Event]:
    """The desk asked the provider to tell more: until then it is the provider's turn."""
    asked_at = {question.question_id: question.occurred_at for question in questions}
    cases = await _cases(questions, work)

    def asked(case: Case, context: DecisionContext) -> Decision:
        return ask_provider(case, asked_at[case.question.question_id], context)

    return await apply(
        cases, asked, context_without_network(work), work, causes=causes_of(questions)
    )


@hears(InformationProvided)
async def pass_information_on(answers: Sequence[InformationProvided], work: Work) -> list[Event]:
    """The provider told more: whoever asked for it may reply now."""
    cases = await _cases(answers, work)
    context = context_without_network(work)
    return await apply(cases, on_information_provided, context, work, causes=causes_of(answers))


@hears(QuestionAnswered)
async def leave_the_check(questions: Sequence[QuestionAnswered], work: Work) -> list[Event]:
    """Nobody needs to do anything more, save the provider who may say that it did not help."""
    answered_at = {question.question_id: question.occurred_at for question in questions}
    cases = await _cases(questions, work)

    def answered(case: Case, context: DecisionContext) -> Decision:
        return answer(case, answered_at[case.question.question_id], context)

    return await apply(
        cases, answered, context_without_network(work), work, causes=causes_of(questions)
    )


@hears(QuestionWithdrawn, QuestionMerged, QuestionClosed)
async def end_cases(questions: Sequence[QuestionFact], work: Work) -> list[Event]:
    """The question needs nobody any more."""
    return await _end(questions, work)


@hears(QuestionDiverted)
async def end_diverted_cases(questions: Sequence[QuestionDiverted], work: Work) -> list[Event]:
    """The question does not belong here: nothing stays of what was noted about it."""
    await erase_notes({question.question_id for question in questions}, work.db)
    return await _end(questions, work)


async def _end(questions: Sequence[QuestionFact], work: Work) -> list[Event]:
    cases = await _cases(questions, work)
    return await apply(
        cases, close, context_without_network(work), work, causes=causes_of(questions)
    )


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
        kind=question.kind,
        introduced_by_organisation_id=question.introduced_by_organisation_id,
        received_at=question.occurred_at,
    )


@hears(ConsentRecorded)
async def follow_consent(facts: Sequence[ConsentRecorded], work: Work) -> list[Event]:
    """The provider said whether its question may be passed on: that counts from now on."""
    grounds = {fact.question_id: fact.consent for fact in facts}
    cases = await Cases(work.db).of(grounds)

    def recorded(case: Case, context: DecisionContext) -> Decision:
        return record_consent(case, grounds[case.question.question_id], context)

    context = await decision_context(cases, work)
    return await apply(cases, recorded, context, work, causes=causes_of(facts))


@hears(ContactConfirmed)
async def hear_of_contact(facts: Sequence[ContactConfirmed], work: Work) -> list[Event]:
    """The provider says whether it and who helps have spoken."""
    told = {fact.question_id: fact for fact in facts}
    cases = await Cases(work.db).of(told)

    def confirmed(case: Case, context: DecisionContext) -> Decision:
        fact = told[case.question.question_id]
        return confirm_contact(case, fact.handover_id, fact.confirmed, context)

    context = context_without_network(work)
    return await apply(cases, confirmed, context, work, causes=causes_of(facts))


HANDLERS: Final[Sequence[Handler]] = (
    route_questions,
    route_anew,
    leave_to_the_desk,
    follow_theme,
    follow_consent,
    hear_of_contact,
    give_back_to_the_desk,
    leave_to_provider,
    pass_information_on,
    leave_the_check,
    end_cases,
    end_diverted_cases,
    take_replies,
)
