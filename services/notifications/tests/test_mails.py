"""Who gets a mail about what, and every word of it."""

from datetime import UTC, datetime

import pytest
from contracts.event import Fact
from notifications.domain.mails import Recipient, mails_after
from notifications.domain.questions import Question
from notifications.domain.words import euros
from notifications.sending.texts import Text, text_of

from . import story
from .story import COUNCIL, DELIVERY, MUNICIPALITY, OFFICE, QUESTION
from .wording import ASKED, PROVIDER, to, written

CLOSING = """
Met vriendelijke groet,
Sport- en beweegloket

Dit is een automatisch bericht. U kunt er niet op antwoorden.
"""
QUESTION_NUMBER = "00000000-0000-0000-0000-000000000001"
TO_PROVIDER = f"""
Het nummer van uw vraag is {QUESTION_NUMBER}.
Noem dit nummer als u contact met ons opneemt.
{CLOSING}"""
TO_ORGANISATION = f"\nHet nummer van de vraag is {QUESTION_NUMBER}.\n{CLOSING}"
ABOUT_MONEY = f"\nHet nummer van de aanvraag is 00000000-0000-0000-0000-000000000003.\n{CLOSING}"


def only(fact: Fact, recipient: Recipient, question: Question | None = ASKED) -> Text:
    """The text of the one mail to this recipient, without a link to reply by."""
    (mail,) = [one for one in mails_after(fact, question) if one.recipient == recipient]
    return written(mail)


def test_the_provider_is_told_that_the_question_came_in_and_what_happens_next() -> None:
    assert only(story.received(), PROVIDER) == Text(
        "Wij hebben uw vraag ontvangen",
        """Beste vraagsteller,

Wij hebben uw vraag over vrijwilligers ontvangen.

Wat gebeurt er nu?
Wij zoeken een organisatie die u kan helpen. U krijgt bericht als die er is.
U hoeft nu niets te doen.
"""
        + TO_PROVIDER,
    )


def test_the_provider_is_told_who_has_taken_the_question_over() -> None:
    assert only(story.accepted(), PROVIDER) == Text(
        "Er is hulp voor uw vraag",
        """Beste vraagsteller,

Uw vraag over vrijwilligers is overgenomen door Stichting Sport in de Waard.

Wat gebeurt er nu?
Deze organisatie neemt contact met u op.
Dat gebeurt uiterlijk op vrijdag 27 november 2026 om 17.00 uur.
"""
        + TO_PROVIDER,
    )


def test_a_term_that_ends_at_midnight_ends_on_the_day_before() -> None:
    midnight = datetime(2026, 12, 1, 23, tzinfo=UTC)
    mail = only(story.accepted(contact_by=midnight), PROVIDER)
    assert "Dat gebeurt uiterlijk op dinsdag 1 december 2026.\n" in mail.body


def test_the_provider_is_told_that_the_question_is_finished() -> None:
    assert only(story.answered(), PROVIDER) == Text(
        "Uw vraag is afgerond",
        """Beste vraagsteller,

Uw vraag over vrijwilligers is afgerond.
Dit is de uitkomst: geholpen.

Klopt dit niet, of hebt u nog hulp nodig?
Laat het ons dan weten. Wij gaan verder met uw vraag.
"""
        + TO_PROVIDER,
    )


def test_an_organisation_is_asked_to_take_a_question_over_and_by_when() -> None:
    assert only(story.requested(), to(DELIVERY)) == Text(
        "Wilt u een vraag overnemen?",
        f"""Beste collega's van Stichting Sport in de Waard,

Er is een vraag over vrijwilligers van een sportclub.
De vraag komt van Sportraad Hoeksche Waard.
Volgens de afspraken in de gemeente past deze vraag bij u.

Wat vragen wij van u?
Laat weten dat u dit verzoek hebt gezien. Doe dat uiterlijk op donderdag 26 november 2026 om 17.00 uur.
Laat weten of u de vraag overneemt. Doe dat uiterlijk op vrijdag 27 november 2026 om 17.00 uur.

De vraag staat voor u klaar in het loket.
Reageert u niet op tijd? Dan vragen wij een andere organisatie.

Het nummer van de vraag is {QUESTION_NUMBER}.
Het nummer van de overdracht is 00000000-0000-0000-0000-000000000002.
{CLOSING}""",  # noqa: E501 # as it is sent
    )


@pytest.mark.requirement("P18")
def test_the_sender_is_told_that_the_question_was_taken_over() -> None:
    assert only(story.accepted(), to(COUNCIL)) == Text(
        "De vraag is overgenomen",
        """Beste collega's van Sportraad Hoeksche Waard,

De vraag over vrijwilligers is overgenomen door Stichting Sport in de Waard.
Deze organisatie neemt contact op met de vraagsteller.
Dat gebeurt uiterlijk op vrijdag 27 november 2026 om 17.00 uur.

U krijgt bericht als de vraag is afgerond.
"""
        + TO_ORGANISATION,
    )


@pytest.mark.requirement("P18")
def test_the_sender_is_told_that_the_question_was_declined_and_why() -> None:
    assert only(story.declined(), to(COUNCIL)) == Text(
        "De vraag is niet overgenomen",
        """Beste collega's van Sportraad Hoeksche Waard,

De vraag over vrijwilligers is niet overgenomen door Stichting Sport in de Waard.
Dit is de reden: er is geen tijd of plaats.

U krijgt bericht als een andere organisatie de vraag overneemt.
"""
        + TO_ORGANISATION,
    )


@pytest.mark.requirement("P18")
def test_the_sender_is_told_that_nobody_replied_in_time() -> None:
    assert only(story.expired(), to(COUNCIL)) == Text(
        "Er is niet op tijd gereageerd",
        """Beste collega's van Sportraad Hoeksche Waard,

De vraag over vrijwilligers is niet overgenomen door Stichting Sport in de Waard.
Dit is de reden: er kwam niet op tijd een antwoord.

U krijgt bericht als een andere organisatie de vraag overneemt.
"""
        + TO_ORGANISATION,
    )


@pytest.mark.requirement("P18")
def test_the_sender_is_told_how_it_ended() -> None:
    assert only(story.completed(), to(COUNCIL)) == Text(
        "De vraag is afgerond",
        """Beste collega's van Sportraad Hoeksche Waard,

De vraag over vrijwilligers is afgerond door Stichting Sport in de Waard.
Dit is de uitkomst: geholpen.
Het was een warme overdracht.
"""
        + TO_ORGANISATION,
    )


def test_a_cold_handover_is_called_so() -> None:
    cold = story.completed(warm=False, cold_because=["contact_too_late"])
    assert "Het was geen warme overdracht." in only(cold, to(COUNCIL)).body


def test_who_must_decide_is_told_so() -> None:
    assert only(story.escalated(), to(MUNICIPALITY)) == Text(
        "Wilt u beslissen over een vraag?",
        """Beste collega's van Gemeente Hoeksche Waard,

Een vraag over vrijwilligers wacht op uw beslissing.
Dit is de reden: er is niet op tijd gereageerd.

Wat vragen wij van u?
Kies in het loket welke organisatie de vraag overneemt.
"""
        + TO_ORGANISATION,
    )


def test_the_applicant_is_told_of_the_award_to_the_cent() -> None:
    assert only(story.approved(), to(OFFICE), None) == Text(
        "Uw aanvraag is toegekend",
        """Beste collega's van POS-kantoor Hoeksche Waard,

Uw aanvraag is toegekend.

U krijgt € 600,00.
U vroeg € 600,00.
Het doel is: meer leden.
Het is een eenmalige bijdrage.
"""
        + ABOUT_MONEY,
    )


def test_a_partial_award_says_so() -> None:
    partial = story.approved(awarded_cents=150_05, partial=True, one_off=False, purpose="other")
    assert only(partial, to(OFFICE), None) == Text(
        "Uw aanvraag is voor een deel toegekend",
        """Beste collega's van POS-kantoor Hoeksche Waard,

Uw aanvraag is voor een deel toegekend.

U krijgt € 150,05.
U vroeg € 600,00.
"""
        + ABOUT_MONEY,
    )


def test_the_applicant_is_told_of_a_rejection_and_why() -> None:
    assert only(story.rejected(), to(OFFICE), None) == Text(
        "Uw aanvraag is afgewezen",
        """Beste collega's van POS-kantoor Hoeksche Waard,

Uw aanvraag is afgewezen.
Dit is de reden: het budget is op.
"""
        + ABOUT_MONEY,
    )


@pytest.mark.requirement("P18")
@pytest.mark.parametrize(
    "fact",
    [
        story.accepted(via_organisation_id=OFFICE),
        story.declined(via_organisation_id=OFFICE),
        story.expired(via_organisation_id=OFFICE),
        story.completed(via_organisation_id=OFFICE),
    ],
)
def test_the_office_in_between_hears_what_the_sender_hears(fact: Fact) -> None:
    sender, office = only(fact, to(COUNCIL)), only(fact, to(OFFICE))
    assert sender.subject == office.subject


def test_nobody_is_told_twice_or_of_their_own_reply() -> None:
    same = story.accepted(via_organisation_id=COUNCIL)
    told = [(one.template, one.recipient) for one in mails_after(same, ASKED)]
    asked_on = ("handover_taken", to(DELIVERY))
    assert told == [("question_taken_over", PROVIDER), ("handover_accepted", to(COUNCIL)), asked_on]
    own = story.accepted(from_organisation_id=DELIVERY)
    told = [(one.template, one.recipient) for one in mails_after(own, ASKED)]
    assert told == [("question_taken_over", PROVIDER), asked_on]


def test_an_organisation_that_is_not_known_yet_is_not_named() -> None:
    (_, mail, _) = mails_after(story.accepted(), Question(QUESTION))
    assert (
        "overgenomen door een organisatie uit het netwerk."
        in text_of(mail.template, mail.about, None, {}).body
    )


def test_a_mail_is_made_from_ids_codes_and_moments_alone() -> None:
    (mail,) = mails_after(story.requested(), ASKED)
    assert mail.about == {
        "question_id": QUESTION_NUMBER,
        "theme": "volunteers",
        "handover_id": "00000000-0000-0000-0000-000000000002",
        "provider_kind": "club",
        "from_organisation_id": str(COUNCIL),
        "acknowledge_by": "2026-11-26T16:00:00Z",
        "reply_by": "2026-11-27T16:00:00Z",
    }


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (600_00, "€ 600,00"),
        (1_250_00, "€ 1.250,00"),
        (123_456_789_01, "€ 123.456.789,01"),
    ],
)
def test_amounts_are_written_the_dutch_way(cents: int, words: str) -> None:
    assert euros(cents) == words
