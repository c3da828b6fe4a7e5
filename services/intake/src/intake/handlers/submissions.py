"""Questions that partner organisations submit on topics of their own (P02)."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from chassis.handlers import Accepted, Rejected, Submission, judges
from chassis.work import Work
from contracts.partners import QuestionSubmitted
from contracts.problems import Problem
from contracts.vocabulary import Channel

from intake.announcing import received
from intake.domain.question import Question
from intake.municipalities import municipalities
from intake.receiving import first_deadline, receive
from intake.repository.providers import Named, Providers
from intake.repository.vault import Vault

Submitted = Submission[QuestionSubmitted]

NAMESPACE = UUID("8d1c7f2e-3b64-5a09-9e57-6c0f4a2b1d38")
NO_SUCH_MUNICIPALITY = Problem(
    pointer="#/data/municipality_code", detail="Deze gemeente is er niet (meer)."
)


@judges(QuestionSubmitted, together=True)
async def register_submissions(
    submissions: Sequence[Submitted], work: Work
) -> Sequence[Accepted | Rejected]:
    """Each becomes a question, received by the organisation whose topic it came on."""
    known = [s for s in submissions if s.content.municipality_code in municipalities()]
    questions = await _questions(known, work) if known else {}
    fresh = {q.id for q in await receive(list(questions.values()), work, "partner")}
    return [
        _accepted(submission, questions[question_id], fresh)
        if (question_id := _question_id(submission)) in questions
        else Rejected(submission, [NO_SUCH_MUNICIPALITY])
        for submission in submissions
    ]


def _accepted(submission: Submitted, question: Question, fresh: set[UUID]) -> Accepted:
    """One that was taken in before gets its receipt again, and nothing is said twice."""
    said = [received(question)] if question.id in fresh else []
    return Accepted(submission, question.id, said)


def _question_id(submission: Submitted) -> UUID:
    return uuid5(NAMESPACE, f"{submission.partner.organisation_id}:{submission.id}")


async def _questions(submissions: Sequence[Submitted], work: Work) -> dict[UUID, Question]:
    providers = await Providers(work.db).named([_named(s) for s in submissions], work.now)
    refs = await Vault(work.db).named([_details(s) for s in submissions])
    return {
        _question_id(s): _question(s, providers[_named(s).name], refs[_details(s)], work)
        for s in submissions
    }


def _named(submission: Submitted) -> Named:
    content = submission.content
    return Named(
        submission.partner.organisation_id,
        content.provider_ref,
        content.provider_kind,
        content.municipality_code,
    )


def _details(submission: Submitted) -> tuple[UUID, str]:
    return submission.partner.organisation_id, submission.content.details_ref


def _question(submission: Submitted, provider_id: UUID, details_ref: str, work: Work) -> Question:
    content = submission.content
    return Question(
        id=_question_id(submission),
        municipality_code=content.municipality_code,
        theme=content.theme,
        provider_id=provider_id,
        provider_kind=content.provider_kind,
        channel=Channel.PARTNER,
        received_by_organisation_id=submission.partner.organisation_id,
        details_ref=details_ref,
        consent=content.consent,
        asked_at=content.asked_at,
        received_at=work.now,
        due_at=first_deadline(work.now),
    )
