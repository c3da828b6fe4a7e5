"""Which facts are an occasion for which mails."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from contracts.event import Fact
from contracts.funding import FundingApproved, FundingRejected
from contracts.intake import (
    ConsentRecorded,
    InformationRequested,
    QuestionAnswered,
    QuestionClassified,
    QuestionDiverted,
    QuestionMerged,
    QuestionReceived,
    QuestionReopened,
    QuestionTakenBack,
    QuestionUnmerged,
)
from contracts.routing import (
    EscalationStarted,
    HandoverAccepted,
    HandoverAcknowledged,
    HandoverCancellationRequested,
    HandoverCancelled,
    HandoverCompleted,
    HandoverContactMade,
    HandoverDeclined,
    HandoverDiverted,
    HandoverExpired,
    HandoverFailed,
    HandoverInformationProvided,
    HandoverInformationRequested,
    HandoverRequested,
    HandoverReturned,
    ReplyLinkRequested,
)
from contracts.signals import (
    AdviceAnswered,
    AdviceIssued,
    AdviceOverdue,
    AdviceRequested,
    SignalOverdue,
    SignalPutOnAgenda,
    SignalReported,
)

from notifications.domain import recipients as to
from notifications.domain.questions import Question


@dataclass(frozen=True, slots=True)
class Occasion:
    """A text, who gets it, and what it tells of the fact that is its occasion."""

    template: str
    whom: Callable[[Any, Question | None], Sequence[to.Recipient]]
    members: tuple[str, ...] = ()


HANDOVER = ("handover_id", "version")
REQUEST = ("handover_id", "provider_kind", "from_organisation_id", "acknowledge_by", "reply_by")
ASKED_NEXT = ("to_organisation_id", "reply_by")
TAKEN_OVER = ("to_organisation_id", "contact_by")
WHY = ("to_organisation_id", "reason")
LATE = ("handover_id", "reason", "level", "waiting_for_organisation_id")
ADVICE = ("advice_id", "theme", "by_organisation_id", "answer_by")
ANSWERED = ("advice_id", "by_organisation_id", "response")
SIGNAL_LATE = ("signal_id", "agenda_of_organisation_id")
AWARD = ("application_id", "awarded_cents", "requested_cents", "partial", "purpose", "one_off")

FOLLOWED_UP: Final = frozenset(
    {
        "handover_acknowledged",
        "handover_taken",
        "handover_contact_made",
        "handover_information_provided",
        "handover_cancellation_requested",
    }
)
"""Texts that ask the receiver of a handover for the next step: pointless once that is taken."""
WITH_LINK: Final = FOLLOWED_UP | {"handover_requested", "handover_overdue", "reply_link_again"}
"""Texts with a link by which the receiver replies without an account."""

_OF_QUESTIONS: Final[Mapping[type[Fact], Sequence[Occasion]]] = {
    QuestionReceived: [
        Occasion("question_received", to.provider_who_agreed),
        Occasion("question_needs_consent", to.provider_who_did_not_agree),
    ],
    ConsentRecorded: [
        Occasion("consent_given", to.provider_who_agreed),
        Occasion("consent_not_given", to.provider_who_did_not_agree),
    ],
    InformationRequested: [Occasion("question_needs_information", to.provider)],
    QuestionClassified: [Occasion("question_reclassified", to.who_has_to_do_with_it)],
    QuestionTakenBack: [Occasion("question_taken_back", to.provider)],
    QuestionReopened: [Occasion("question_reopened", to.provider)],
    QuestionDiverted: [Occasion("question_diverted", to.provider_who_is_known)],
    QuestionMerged: [Occasion("question_merged", to.provider)],
    QuestionUnmerged: [Occasion("question_unmerged", to.provider)],
    QuestionAnswered: [Occasion("question_answered", to.provider, ("outcome",))],
}
_OF_HANDOVERS: Final[Mapping[type[Fact], Sequence[Occasion]]] = {
    HandoverRequested: [
        Occasion("handover_requested", to.asked, REQUEST),
        Occasion("question_passed_on", to.provider_of_who_is_asked_next, ASKED_NEXT),
    ],
    HandoverAcknowledged: [Occasion("handover_acknowledged", to.asked, HANDOVER)],
    HandoverInformationRequested: [
        Occasion("question_needs_information", to.provider),
        Occasion("handover_information_requested", to.senders, ("to_organisation_id",)),
    ],
    HandoverInformationProvided: [Occasion("handover_information_provided", to.asked, HANDOVER)],
    HandoverAccepted: [
        Occasion("question_taken_over", to.provider, TAKEN_OVER),
        Occasion("handover_accepted", to.senders, TAKEN_OVER),
        Occasion("handover_taken", to.asked, (*HANDOVER, "contact_by")),
    ],
    HandoverDeclined: [Occasion("handover_declined", to.senders, WHY)],
    HandoverDiverted: [Occasion("handover_stopped", to.senders, ("to_organisation_id",))],
    HandoverExpired: [
        Occasion("handover_expired", to.senders, ("to_organisation_id", "unanswered"))
    ],
    HandoverContactMade: [
        Occasion("handover_contact_made", to.asked, HANDOVER),
        Occasion("contact_to_confirm", to.provider, ("to_organisation_id",)),
    ],
    HandoverReturned: [Occasion("handover_returned", to.senders, WHY)],
    HandoverCompleted: [
        Occasion("handover_completed", to.senders, ("to_organisation_id", "outcome", "warm"))
    ],
    HandoverFailed: [Occasion("handover_failed", to.senders, WHY)],
    HandoverCancellationRequested: [
        Occasion("handover_cancellation_requested", to.asked, HANDOVER)
    ],
    HandoverCancelled: [
        Occasion("handover_cancelled", to.asked),
        Occasion("handover_stopped", to.senders, ("to_organisation_id",)),
    ],
    ReplyLinkRequested: [Occasion("reply_link_again", to.asked, ("handover_id",))],
    EscalationStarted: [
        Occasion("escalation_started", to.who_decides, ("reason", "level")),
        Occasion("consent_awaited", to.who_asks_for_consent, ("level",)),
        Occasion("step_overdue", to.who_watches, LATE),
        Occasion("handover_overdue", to.who_is_late, LATE),
        Occasion("question_with_desk", to.provider_whom_the_desk_helps),
        Occasion("contact_overdue", to.provider_who_waits, ("waiting_for_organisation_id",)),
    ],
}
_OF_VOICES: Final[Mapping[type[Fact], Sequence[Occasion]]] = {
    SignalReported: [
        Occasion("signal_reported", to.listeners, ("signal_id", "theme", "policy_domain"))
    ],
    SignalPutOnAgenda: [Occasion("signal_on_agenda", to.who_talks_about_it, ("signal_id",))],
    SignalOverdue: [Occasion("signal_overdue", to.who_keeps_it_waiting, SIGNAL_LATE)],
    AdviceRequested: [Occasion("advice_requested", to.adviser, ADVICE)],
    AdviceIssued: [Occasion("advice_issued", to.advised, (*ADVICE, "members"))],
    AdviceAnswered: [Occasion("advice_answered", to.who_advised, ANSWERED)],
    AdviceOverdue: [Occasion("advice_overdue", to.who_owes_an_answer, ("advice_id",))],
}
_OF_MONEY: Final[Mapping[type[Fact], Sequence[Occasion]]] = {
    FundingApproved: [Occasion("funding_approved", to.applicant, AWARD)],
    FundingRejected: [Occasion("funding_rejected", to.applicant, ("application_id", "reason"))],
}
OCCASIONS: Final = {**_OF_QUESTIONS, **_OF_HANDOVERS, **_OF_VOICES, **_OF_MONEY}
