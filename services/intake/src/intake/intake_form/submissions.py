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
from intake.details.repository import Kept, Vault
from intake.intake_form.receive import Received, receive
from intake.providers.repository import Named, Providers
from intake.questions.question import Question, placed
from intake.questions.repository import Questions
from intake.settings import Settings
from intake.shared.municipalities import code_at, understood

Submitted = Submission[QuestionSubmitted]
OwnRef = tuple[UUID, str]
"""A reference of an organisation's own."""

NAMESPACE = UUID("8d1c7f2e-3b64-5a09-9e57-6c0f4a2b1d38")
NO_DETAILS = Problem(
    pointer="#/data/details_ref",
    detail="Hier staat niets. Leg eerst vast wie wat vraagt: PUT /v1/details/{ref}.",
)
NO_MUNICIPALITY = Problem(
    pointer="#/data/municipality_code", detail="Deze gemeente is er niet (meer)."
)


@judges(QuestionSubmitted, together=True)
async def register_submissions(
    submissions: Sequence[Submitted], work: Work
) -> Sequence[Accepted | Rejected]:
    """Each becomes a question, received by the organisation whose topic it came on."""
    before = await Questions(work.db).locked(map(_question_id, submissions))
    new = [each for each in submissions if _question_id(each) not in before]
    details = await Vault(work.db).named([_details(each) for each in new])
    flaws = {_question_id(each): _flaws(each, details) for each in new}
    sound = [each for each in new if not flaws[_question_id(each)]]
    arrivals = await _arrivals(sound, details, work) if sound else []
    fresh = await receive(arrivals, work, "partner") if arrivals else {}
    return [
        Rejected(each, found)
        if (found := flaws.get(_question_id(each)))
        else _accepted(each, fresh)
        for each in submissions
    ]


def _flaws(submission: Submitted, details: Mapping[OwnRef, Kept]) -> list[Problem]:
    content = submission.content
    return [
        *([] if content.municipality_code in understood() else [NO_MUNICIPALITY]),
        *([] if _details(submission) in details else [NO_DETAILS]),
    ]


def _accepted(submission: Submitted, fresh: Mapping[UUID, Received]) -> Accepted:
    """One that was taken in before gets its receipt again, and nothing is said twice."""
    question_id = _question_id(submission)
    received = fresh.get(question_id)
    return Accepted(submission, question_id, received.facts if received else ())


def _question_id(submission: Submitted) -> UUID:
    return uuid5(NAMESPACE, f"{submission.partner.organisation_id}:{submission.id}")


async def _arrivals(
    submissions: Sequence[Submitted], details: Mapping[OwnRef, Kept], work: Work
) -> list[Arrival]:
    settings = work.settings_of(Settings)
    names = [_named(s, work.now) for s in submissions]
    providers = await Providers(work.db).named(names, work.now)
    return [
        Arrival(question, marks(stored.contact, question.municipality_code, settings))
        for s, name in zip(submissions, names, strict=True)
        for stored in [details[_details(s)]]
        for question in [placed(_question(s, providers[name.name], stored.ref, work), work.now)]
    ]


def _named(submission: Submitted, now: datetime) -> Named:
    content = submission.content
    return Named(
        submission.partner.organisation_id,
        content.provider_ref,
        content.provider_kind,
        code_at(content.municipality_code, now),
    )


def _details(submission: Submitted) -> OwnRef:
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
