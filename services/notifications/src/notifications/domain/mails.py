"""Who gets a mail about what, and which ids and codes its text is made from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from contracts.event import Fact
from contracts.funding import FundingApproved, FundingRejected
from contracts.intake import QuestionAnswered, QuestionReceived
from contracts.routing import (
    EscalationStarted,
    HandoverAccepted,
    HandoverCompleted,
    HandoverDeclined,
    HandoverExpired,
    HandoverRequested,
)

from notifications.domain.questions import Question

About = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation by its id, or a provider by the reference of its details in the vault."""

    kind: Literal["organisation", "provider"]
    ref: str | None


@dataclass(frozen=True, slots=True)
class Mail:
    """`template` is the name of a text; `about` holds ids, codes, amounts and moments only."""

    template: str
    recipient: Recipient
    about: About


@dataclass(frozen=True, slots=True)
class Occasion:
    """A text, who gets it, and what it tells of the fact that is its occasion."""

    template: str
    whom: Callable[[Any, Question | None], Sequence[Recipient]]
    members: tuple[str, ...] = ()


def mails_after(fact: Fact, question: Question | None) -> list[Mail]:
    """The mails that follow from a fact; `question` is the one that it is about."""
    return [
        Mail(occasion.template, recipient, _about(fact, question, occasion.members))
        for occasion in OCCASIONS.get(type(fact), ())
        for recipient in occasion.whom(fact, question)
    ]


def _about(fact: Fact, question: Question | None, members: Sequence[str]) -> About:
    told: dict[str, Any] = fact.model_dump(mode="json", include=set(members))
    if question is None:
        return told
    return {"question_id": str(question.id), "theme": question.theme} | told


def _provider(_: Fact, question: Question | None) -> list[Recipient]:
    return [Recipient("provider", question.details_ref if question else None)]


def _asked(fact: HandoverRequested | EscalationStarted, _: Question | None) -> list[Recipient]:
    return [Recipient("organisation", str(fact.to_organisation_id))]


def _senders(fact: HandoverAccepted, _: Question | None) -> list[Recipient]:
    """Who passed the question on, and the office in between: they hear how it goes (P18)."""
    named = dict.fromkeys((fact.from_organisation_id, fact.via_organisation_id))
    return [
        Recipient("organisation", str(organisation))
        for organisation in named
        if organisation and organisation != fact.to_organisation_id
    ]


def _applicant(fact: FundingApproved | FundingRejected, _: Question | None) -> list[Recipient]:
    applicant = fact.applicant_organisation_id
    return [Recipient("organisation", str(applicant) if applicant else None)]


REQUEST = ("handover_id", "provider_kind", "from_organisation_id", "acknowledge_by", "reply_by")
TAKEN_OVER = ("to_organisation_id", "contact_by")
AWARD = ("application_id", "awarded_cents", "requested_cents", "partial", "purpose", "one_off")

OCCASIONS: Mapping[type[Fact], Sequence[Occasion]] = {
    QuestionReceived: [Occasion("question_received", _provider)],
    QuestionAnswered: [Occasion("question_answered", _provider, ("outcome",))],
    HandoverRequested: [Occasion("handover_requested", _asked, REQUEST)],
    HandoverAccepted: [
        Occasion("question_taken_over", _provider, TAKEN_OVER),
        Occasion("handover_accepted", _senders, TAKEN_OVER),
    ],
    HandoverDeclined: [Occasion("handover_declined", _senders, ("to_organisation_id", "reason"))],
    HandoverExpired: [Occasion("handover_expired", _senders, ("to_organisation_id", "unanswered"))],
    HandoverCompleted: [
        Occasion("handover_completed", _senders, ("to_organisation_id", "outcome", "warm"))
    ],
    EscalationStarted: [Occasion("escalation_started", _asked, ("reason",))],
    FundingApproved: [Occasion("funding_approved", _applicant, AWARD)],
    FundingRejected: [Occasion("funding_rejected", _applicant, ("application_id", "reason"))],
}
