"""What notifications makes of facts, deliveries and members, without a database."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from contracts.event import Fact
from contracts.intake import QuestionClassified, QuestionWithdrawn
from contracts.routing import (
    HandoverCancelled,
    HandoverDiverted,
    HandoverFailed,
    HandoverReturned,
)
from contracts.vocabulary import EscalationReason
from notifications.domain.deliveries import About, Delivery, mail_delivery, webhook_delivery
from notifications.domain.mails import Mail, Recipient, mail_to_who_was_joined, mails_after
from notifications.domain.matters import parties_after
from notifications.domain.offices import Invitation, Member, circular_mails, invitations
from notifications.domain.questions import Question, lesson
from notifications.domain.recipients import who_decides, who_is_late, who_watches
from notifications.domain.retries import Means, State, Verdict

from . import story
from .story import COUNCIL, DELIVERY, DETAILS, HOEKSCHE_WAARD, NOW, OFFICE, QUESTION

FACT = {"municipality_code": HOEKSCHE_WAARD, "version": 3, "occurred_at": NOW}
OF_QUESTION = {**FACT, "question_id": QUESTION}
OF_HANDOVER = {
    **OF_QUESTION,
    "handover_id": UUID(int=2),
    "to_organisation_id": DELIVERY,
    "from_organisation_id": COUNCIL,
    "via_organisation_id": OFFICE,
}
ABOUT = About(UUID(int=9), "a.type", "a key", HOEKSCHE_WAARD)
TO_DELIVERY = Recipient("organisation", str(DELIVERY))


def of(fact: type[Fact], **members: object) -> Fact:
    return fact.model_validate({**OF_QUESTION, **members})


def test_a_question_is_learnt_from_what_each_fact_says_of_it() -> None:
    assert lesson(story.received()) == Question(QUESTION, "volunteers", DETAILS, COUNCIL)
    classified = of(QuestionClassified, theme="space", previous_theme="volunteers")
    assert lesson(classified) == Question(QUESTION, "space")
    assert lesson(of(QuestionWithdrawn)) == Question(QUESTION)
    requested = story.requested(theme="space", details_ref="other")
    both = frozenset({DELIVERY, COUNCIL})
    assert lesson(requested) == Question(QUESTION, "space", "other", None, both)
    assert lesson(story.accepted()) == Question(QUESTION, party_ids=both)
    assert lesson(story.escalated()) == Question(QUESTION)


def test_of_facts_about_no_question_nothing_is_learnt() -> None:
    assert lesson(story.approved()) is None


@pytest.mark.parametrize(
    ("fact", "members"),
    [
        (HandoverCancelled, {}),
        (HandoverDiverted, {}),
        (HandoverReturned, {"reason": "no_capacity"}),
        (HandoverFailed, {"reason": "no_solution"}),
    ],
)
def test_who_lets_go_of_a_question_is_no_party_any_more(
    fact: type[Fact], members: dict[str, str]
) -> None:
    learnt = lesson(fact.model_validate({**OF_HANDOVER, **members}))
    assert learnt == Question(QUESTION, party_ids=frozenset({COUNCIL, OFFICE}))


def test_a_lesson_adds_what_it_says_and_keeps_the_rest() -> None:
    known = Question(QUESTION, "space", DETAILS, COUNCIL, frozenset({DELIVERY}))
    assert known.plus(Question(QUESTION)) == known
    assert known.plus(Question(QUESTION, "other")) == replace(known, theme="other")
    assert known.plus(Question(QUESTION, party_ids=frozenset())).parties == {COUNCIL}


def test_a_question_that_nobody_received_for_the_provider_is_its_parties_business_alone() -> None:
    assert Question(QUESTION, party_ids=frozenset({DELIVERY})).parties == {DELIVERY}
    assert Question(QUESTION).parties == set()


def test_a_mail_goes_by_the_mail_server_in_a_lane_of_its_receiver_and_thing() -> None:
    mail = Mail("a_template", TO_DELIVERY, {})
    delivery_id = uuid4()
    assert mail_delivery(delivery_id, ABOUT, mail) == Delivery(
        id=delivery_id,
        means=Means.MAIL,
        outlet=UUID(int=0),
        lane=f"{DELIVERY}:a key",
        about=ABOUT,
        state=State.PENDING,
        organisation_id=DELIVERY,
        mail=mail,
    )


@pytest.mark.parametrize(
    "recipient", [Recipient("provider", DETAILS), Recipient("organisation", None)]
)
def test_a_mail_to_a_provider_or_to_nobody_known_is_of_no_organisation(
    recipient: Recipient,
) -> None:
    delivery = mail_delivery(uuid4(), ABOUT, Mail("a_template", recipient, {}))
    assert (delivery.organisation_id, delivery.lane) == (None, f"{recipient.ref}:a key")


@pytest.mark.parametrize(("held", "state"), [(True, "held"), (False, "pending")])
def test_a_webhook_goes_in_a_lane_of_its_subscription_and_thing(held: bool, state: str) -> None:
    subscription_id, delivery_id = uuid4(), uuid4()
    delivery = webhook_delivery(delivery_id, ABOUT, subscription_id, DELIVERY, "a body", held=held)
    assert delivery == Delivery(
        id=delivery_id,
        means=Means.WEBHOOK,
        outlet=subscription_id,
        lane=f"{subscription_id}:a key",
        about=ABOUT,
        state=State(state),
        organisation_id=DELIVERY,
        body="a body",
    )


def test_an_entrepreneur_is_told_once_of_the_office_where_it_asked() -> None:
    first = story.received(provider_kind="entrepreneur")
    again = story.received(provider_kind="entrepreneur", question_id=uuid4())
    other = story.received(provider_kind="entrepreneur", provider_id=UUID(int=3))
    offices = {HOEKSCHE_WAARD: OFFICE}
    assert invitations([first, again, other], offices) == [
        Invitation(other.question_id, UUID(int=3), OFFICE),
        Invitation(QUESTION, first.provider_id, OFFICE),
    ]


@pytest.mark.parametrize(
    ("changed", "offices"),
    [
        ({"provider_kind": "club"}, {HOEKSCHE_WAARD: OFFICE}),
        ({"received_by_organisation_id": OFFICE}, {HOEKSCHE_WAARD: OFFICE}),
        ({}, {}),
        ({}, {"GM0344": OFFICE}),
    ],
)
def test_no_club_is_told_of_an_office_nor_who_asked_there_nor_where_none_is(
    changed: dict[str, object], offices: dict[str, UUID]
) -> None:
    asked = story.received(**{"provider_kind": "entrepreneur"} | changed)
    assert invitations([asked], offices) == []


@pytest.mark.parametrize(
    ("member", "template", "to"),
    [
        (
            Member("organisation", str(DELIVERY), UUID(int=7)),
            "circular_to_organisation",
            "organisation",
        ),
        (Member("provider", DETAILS), "circular_to_organisation", "organisation"),
        (Member("provider", DETAILS, UUID(int=7)), "circular_to_provider", "provider"),
    ],
)
def test_only_a_provider_with_a_way_to_opt_out_gets_the_circular_as_one(
    member: Member, template: str, to: str
) -> None:
    (mail,) = circular_mails([member], {})
    assert (mail.template, mail.recipient.kind, mail.recipient.ref) == (template, to, member.ref)


def test_a_mail_to_a_provider_that_nobody_knows_has_no_address() -> None:
    (mail,) = mails_after(story.answered(), None)
    assert mail.recipient == Recipient("provider", None)


def test_who_was_joined_is_told_at_its_own_address() -> None:
    mail = mail_to_who_was_joined(Question(QUESTION, "space", DETAILS))
    assert (mail.template, mail.recipient) == ("question_joined", Recipient("provider", DETAILS))
    assert mail.about == {"question_id": str(QUESTION), "theme": "space"}


def test_a_fact_that_is_no_occasion_brings_no_mail() -> None:
    assert mails_after(of(QuestionWithdrawn), None) == []


def test_who_is_late_is_told_and_not_twice_when_it_watches_over_itself() -> None:
    late = story.escalated(to_organisation_id=OFFICE, waiting_for_organisation_id=DELIVERY)
    assert who_is_late(late, None) == [TO_DELIVERY]
    assert who_decides(late, None) == []
    assert who_watches(late, None) == [Recipient("organisation", str(OFFICE))]
    itself = story.escalated(to_organisation_id=DELIVERY, waiting_for_organisation_id=DELIVERY)
    assert who_is_late(itself, None) == []
    assert who_watches(itself, None) == [TO_DELIVERY]


def test_when_nobody_has_a_question_somebody_decides_and_nobody_watches() -> None:
    nobody = story.escalated(to_organisation_id=OFFICE, reason=EscalationReason.NO_RESPONDER)
    assert who_decides(nobody, None) == [Recipient("organisation", str(OFFICE))]
    assert (who_watches(nobody, None), who_is_late(nobody, None)) == ([], [])


def test_a_fact_that_is_about_no_signal_or_advice_has_no_parties_of_one() -> None:
    assert parties_after([story.answered()], {}) == [frozenset()]


@pytest.mark.parametrize(
    ("state", "final"),
    [("sent", True), ("failed", True), ("suppressed", True), ("pending", False), ("held", False)],
)
def test_what_waits_is_not_final(state: str, final: bool) -> None:
    assert Verdict(State(state), 1).final is final
