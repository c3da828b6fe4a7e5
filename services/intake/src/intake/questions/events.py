"""The facts that steps become."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

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

from intake.questions.life_cycle import Step
from intake.questions.question import Question
from intake.questions.steps import Move

FACTS: Final[Mapping[Step, type[QuestionFact]]] = {
    Step.CLASSIFY: QuestionClassified,
    Step.REQUEST_INFORMATION: InformationRequested,
    Step.REMIND_PROVIDER: InformationRequested,
    Step.PROVIDE_INFORMATION: InformationProvided,
    Step.ANSWER: QuestionAnswered,
    Step.COMPLETE_HANDOVER: QuestionAnswered,
    Step.CLOSE: QuestionClosed,
    Step.END_CHECK: QuestionClosed,
    Step.REOPEN: QuestionReopened,
    Step.WITHDRAW: QuestionWithdrawn,
    Step.DIVERT: QuestionDiverted,
    Step.MERGE: QuestionMerged,
    Step.UNMERGE: QuestionUnmerged,
    Step.RECORD_CONSENT: ConsentRecorded,
    Step.TAKE_BACK: QuestionTakenBack,
    Step.CONFIRM_CONTACT: ContactConfirmed,
}


def fact_of(before: Question, after: Question, move: Move, now: datetime) -> QuestionFact:
    """Each kind of fact takes from this what it says."""
    return FACTS[move.step].model_validate(
        {
            "question_id": after.id,
            "municipality_code": after.municipality_code,
            "version": after.version,
            "occurred_at": now,
            "theme": after.theme,
            "previous_theme": before.theme,
            "outcome": after.outcome,
            "into_question_id": after.into_question_id,
            "from_question_id": before.into_question_id,
            "consent": after.consent,
            "handover_id": before.contact_handover_id,
            "confirmed": move.confirmed,
        }
    )


def received(question: Question, into_question_id: UUID | None = None) -> QuestionReceived:
    return QuestionReceived(
        question_id=question.id,
        municipality_code=question.municipality_code,
        version=question.version,
        occurred_at=question.received_at,
        theme=question.theme,
        provider_id=question.provider_id,
        provider_kind=question.provider_kind,
        channel=question.channel,
        received_by_organisation_id=question.received_by_organisation_id,
        details_ref=question.details_ref,
        consent=question.consent,
        kind=question.kind,
        introduced_by_organisation_id=question.introduced_by_organisation_id,
        members=question.members,
        subtheme=question.subtheme,
        space_now_m2=question.space_now_m2,
        space_wanted_m2=question.space_wanted_m2,
        area_code=question.area_code,
        into_question_id=into_question_id,
    )


def diversion_counted(municipality_code: str, reason: str, now: datetime) -> QuestionDiverted:
    """Counts, and tells nothing: its id leads nowhere."""
    return QuestionDiverted(
        question_id=uuid4(),
        municipality_code=municipality_code,
        version=1,
        occurred_at=now,
        reason=reason,
    )
