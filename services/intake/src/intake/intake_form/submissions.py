"""Questions that partner organisations submit on topics of their own (P02)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from chassis.kafka.handlers import Accepted, Rejected, Submission, judges
from chassis.work import Work
from contracts.partners import QuestionSubmitted
from contracts.problems import Problem
from contracts.vocabulary import Channel

from intake.askers.duplicates import Arrival
from intake.askers.recognition import marks
from intake.details.repository import Vault
from intake.intake_form.receive import Received, receive
from intake.providers.repository import Named, Providers
from intake.questions.question import Question, placed
from intake.settings import Settings
from intake.shared.municipalities import code_at, understood

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
    known = [s for s in submissions if s.content.municipality_code in understood()]
    arrivals = await _arrivals(known, work) if known else {}
    fresh = await receive(list(arrivals.values()), work, "partner") if known else {}
    return [
        _accepted(submission, fresh)
        if _question_id(submission) in arrivals
        else Rejected(submission, [NO_SUCH_MUNICIPALITY])
        for submission in submissions
    ]


def _accepted(submission: Submitted, fresh: Mapping[UUID, Received]) -> Accepted:
    """One that was taken in before gets its receipt again, and nothing is said twice."""
    question_id = _question_id(submission)
    received = fresh.get(question_id)
    return Accepted(submission, question_id, received.facts if received else ())


def _question_id(submission: Submitted) -> UUID:
    return uuid5(NAMESPACE, f"{submission.partner.organisation_id}:{submission.id}")


async def _arrivals(submissions: Sequence[Submitted], work: Work) -> dict[UUID, Arrival]:
    settings = work.settings_of(Settings)
    names = [_named(s, work.now) for s in submissions]
    providers = await Providers(work.db).named(names, work.now)
    details = await Vault(work.db).named([_details(s) for s in submissions])
    return {
        question.id: Arrival(question, marks(stored.contact, question.municipality_code, settings))
        for s, name in zip(submissions, names, strict=True)
        for stored in [details[_details(s)]]
        for question in [placed(_question(s, providers[name.name], stored.ref, work), work.now)]
    }


def _named(submission: Submitted, now: datetime) -> Named:
    content = submission.content
    return Named(
        submission.partner.organisation_id,
        content.provider_ref,
        content.provider_kind,
        code_at(content.municipality_code, now),
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
        due_at=None,
    )
