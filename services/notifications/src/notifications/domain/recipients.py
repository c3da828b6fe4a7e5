"""Whom a mail goes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from contracts.funding import FundingApproved, FundingRejected
from contracts.intake import ConsentRecorded, QuestionReceived
from contracts.passing_on import EscalationStarted, HandoverFact, PassingOn
from contracts.routing import HandoverRequested
from contracts.signals import (
    AdviceAnswered,
    AdviceIssued,
    AdviceOverdue,
    AdviceRequested,
    SignalOverdue,
    SignalPutOnAgenda,
    SignalReported,
)
from contracts.vocabulary import EscalationReason

from notifications.domain.questions import Question

LEFT_TO_THE_DESK: Final = frozenset(
    {
        EscalationReason.NO_RESPONDER,
        EscalationReason.ATTEMPTS_USED_UP,
        EscalationReason.WRONG_THEME,
        EscalationReason.NO_RESPONSE,
    }
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation by its id, or a provider by the reference of its details in the vault."""

    kind: Literal["organisation", "provider"]
    ref: str | None


def provider(_: object, question: Question | None) -> list[Recipient]:
    return _provider_of(question)


def provider_who_agreed(
    fact: QuestionReceived | ConsentRecorded, question: Question | None
) -> list[Recipient]:
    """To the question being passed on (S1, P18)."""
    return _provider_of(question) if fact.consent.allows_sharing else []


def provider_who_did_not_agree(
    fact: QuestionReceived | ConsentRecorded, question: Question | None
) -> list[Recipient]:
    return [] if fact.consent.allows_sharing else _provider_of(question)


def provider_who_is_known(_: object, question: Question | None) -> list[Recipient]:
    """A report that was stopped at the form belongs to no question: nobody is known."""
    return _provider_of(question) if question and question.details_ref else []


def provider_of_who_is_asked_next(
    fact: HandoverRequested, question: Question | None
) -> list[Recipient]:
    """That the first one is asked was told when the question came in."""
    return _provider_of(question) if fact.attempt > 1 else []


def provider_whom_the_desk_helps(
    fact: EscalationStarted, question: Question | None
) -> list[Recipient]:
    """Whoever had the question, or was asked, has it no more; told once, not at each reminder."""
    left = question is not None and question.was_passed_on and fact.reason in LEFT_TO_THE_DESK
    return _provider_of(question) if left and fact.level == 1 else []


def provider_who_waits(fact: EscalationStarted, question: Question | None) -> list[Recipient]:
    """For contact, which is late."""
    late = fact.reason is EscalationReason.NO_CONTACT_IN_TIME and fact.level == 1
    return _provider_of(question) if late else []


def who_has_to_do_with_it(_: object, question: Question | None) -> list[Recipient]:
    return _organisations(*sorted(question.party_ids or ())) if question else []


def asked(fact: PassingOn, _: Question | None) -> list[Recipient]:
    return _organisations(fact.to_organisation_id)


def senders(fact: HandoverFact, _: Question | None) -> list[Recipient]:
    """Who passed the question on, and the office in between: they hear how it goes (P18)."""
    named = (fact.from_organisation_id, fact.via_organisation_id)
    return _organisations(*(each for each in named if each != fact.to_organisation_id))


def who_decides(fact: EscalationStarted, _: Question | None) -> list[Recipient]:
    """Nobody has the question, and somebody may be asked for it."""
    decides = not _is_late(fact) and fact.reason is not EscalationReason.NO_CONSENT
    return _organisations(fact.to_organisation_id) if decides else []


def who_asks_for_consent(fact: EscalationStarted, _: Question | None) -> list[Recipient]:
    """Nobody may be asked for the question yet."""
    asks = fact.reason is EscalationReason.NO_CONSENT
    return _organisations(fact.to_organisation_id) if asks else []


def who_watches(fact: EscalationStarted, _: Question | None) -> list[Recipient]:
    """Somebody has the question and is late."""
    return _organisations(fact.to_organisation_id) if _is_late(fact) else []


def who_is_late(fact: EscalationStarted, _: Question | None) -> list[Recipient]:
    late = fact.waiting_for_organisation_id
    return _organisations(late if late != fact.to_organisation_id else None)


def applicant(fact: FundingApproved | FundingRejected, _: Question | None) -> list[Recipient]:
    ref = fact.applicant_organisation_id
    return [Recipient("organisation", str(ref) if ref else None)]


def adviser(fact: AdviceRequested, _: Question | None) -> list[Recipient]:
    return _organisations(fact.of_organisation_id)


def advised(fact: AdviceIssued, _: Question | None) -> list[Recipient]:
    return _organisations(fact.to_organisation_id)


def who_advised(fact: AdviceAnswered, _: Question | None) -> list[Recipient]:
    return _organisations(fact.to_organisation_id)


def who_keeps_it_waiting(fact: SignalOverdue, _: Question | None) -> list[Recipient]:
    return _organisations(fact.waiting_for_organisation_id)


def who_owes_an_answer(fact: AdviceOverdue, _: Question | None) -> list[Recipient]:
    return _organisations(fact.waiting_for_organisation_id)


def who_talks_about_it(fact: SignalPutOnAgenda, _: Question | None) -> list[Recipient]:
    return _organisations(fact.agenda_of_organisation_id)


def listeners(fact: SignalReported, _: Question | None) -> list[Recipient]:
    """Partners of another field of policy who asked to hear of it (S1, P10)."""
    return _organisations(*(fact.listeners or ()))


def _provider_of(question: Question | None) -> list[Recipient]:
    return [Recipient("provider", question.details_ref if question else None)]


def _is_late(fact: EscalationStarted) -> bool:
    waits = fact.waiting_for_organisation_id is not None
    return waits or fact.reason is EscalationReason.NO_CONTACT_IN_TIME


def _organisations(*ids: UUID | None) -> list[Recipient]:
    """Each once."""
    named: Sequence[UUID] = list(dict.fromkeys(each for each in ids if each))
    return [Recipient("organisation", str(each)) for each in named]
