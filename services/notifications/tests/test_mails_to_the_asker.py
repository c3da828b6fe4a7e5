"""At every change of hands the asker gets one mail, and never two that contradict (S1, P01)."""

from dataclasses import replace

import pytest
from contracts.event import Fact
from notifications.domain.mails import mails_after

from contracts import intake, routing

from . import story
from .story import COUNCIL, DELIVERY, MUNICIPALITY
from .wording import ASKED, OF_QUESTION, PROVIDER, core, said, to, told

PASSED_ON = replace(ASKED, party_ids=frozenset({DELIVERY, COUNCIL}))


def mails_to_the_asker(fact: Fact) -> list[str]:
    return [each.template for each in mails_after(fact, PASSED_ON) if each.recipient == PROVIDER]


@pytest.mark.requirement("P01")
def test_the_asker_hears_who_is_asked_next_and_not_who_is_asked_first() -> None:
    assert mails_to_the_asker(story.requested()) == []
    assert (
        core(told(story.requested(attempt=2), PROVIDER))
        == """\
Wij hebben Stichting Sport in de Waard gevraagd u te helpen

Wij hebben Stichting Sport in de Waard gevraagd om u te helpen met uw vraag over vrijwilligers.

Wat gebeurt er nu?
U krijgt bericht als Stichting Sport in de Waard uw vraag overneemt.
Wij horen dat uiterlijk op vrijdag 27 november 2026 om 17.00 uur. U hoeft nu niets te doen.
"""
    )


@pytest.mark.requirement("P01", "P17")
@pytest.mark.parametrize(
    ("reason", "template"),
    [
        ("no_responder", ["question_with_desk"]),
        ("attempts_used_up", ["question_with_desk"]),
        ("wrong_theme", ["question_with_desk"]),
        ("no_contact_in_time", ["contact_overdue"]),
        ("expired", []),
        ("no_consent", []),
        ("taken_back", []),
        ("reopened", []),
    ],
)
def test_the_asker_hears_once_that_the_desk_decides_or_that_contact_is_late(
    reason: str, template: list[str]
) -> None:
    assert mails_to_the_asker(story.escalated(reason=reason)) == template
    assert mails_to_the_asker(story.escalated(reason=reason, level=2)) == []


@pytest.mark.requirement("P01")
def test_before_anybody_was_asked_the_receipt_says_enough() -> None:
    waits = story.escalated(reason="no_responder")
    assert not [each for each in mails_after(waits, ASKED) if each.recipient == PROVIDER]


@pytest.mark.requirement("P01")
def test_what_the_desk_does_is_told() -> None:
    taken_back = told(said(intake.QuestionTakenBack, OF_QUESTION), PROVIDER)
    assert "Het loket kijkt zelf weer naar uw vraag over vrijwilligers." in taken_back.body
    reopened = told(said(intake.QuestionReopened, OF_QUESTION), PROVIDER)
    assert "Het loket bekijkt wie u alsnog kan helpen." in reopened.body
    assert mails_to_the_asker(story.declined()) == []
    assert mails_to_the_asker(story.expired()) == []


@pytest.mark.requirement("P01", "P17")
def test_whom_the_asker_waits_for_is_named_when_contact_is_late() -> None:
    late = story.escalated(
        reason="no_contact_in_time",
        to_organisation_id=MUNICIPALITY,
        waiting_for_organisation_id=DELIVERY,
    )
    mail = told(late, PROVIDER)
    assert mail.body.splitlines()[2].startswith("Stichting Sport in de Waard had contact met u")


@pytest.mark.requirement("P03")
def test_a_diversion_says_neither_why_nor_what_the_question_was_about() -> None:
    (mail,) = mails_after(said(intake.QuestionDiverted, OF_QUESTION, reason="safety"), ASKED)
    text = told(said(intake.QuestionDiverted, OF_QUESTION, reason="safety"), PROVIDER)
    assert mail.template == "question_diverted"
    assert text.subject == "U kunt beter ergens anders terecht"
    assert "vrijwilligers" not in text.body
    assert "melding" not in text.body
    assert mails_after(said(intake.QuestionDiverted, OF_QUESTION, reason="safety"), None) == []


@pytest.mark.requirement("P03")
def test_who_has_to_do_with_a_question_hears_that_it_is_about_something_else() -> None:
    themes = {"theme": "space", "previous_theme": "volunteers"}
    fact = said(intake.QuestionClassified, OF_QUESTION, **themes)
    about_space = replace(PASSED_ON, theme="space")
    mails = mails_after(fact, about_space)
    assert [each.recipient for each in mails] == [to(COUNCIL), to(DELIVERY)]
    assert "gaat over" in told(fact, to(DELIVERY), about_space).body
    assert mails_after(fact, ASKED) == mails_after(fact, None) == []


@pytest.mark.requirement("P03")
def test_who_passed_a_question_on_hears_that_the_handover_stopped() -> None:

    stopped = told(said(routing.HandoverCancelled), to(COUNCIL))
    assert "ligt niet meer bij Stichting Sport in de Waard." in stopped.body
    diverted = told(said(routing.HandoverDiverted), to(COUNCIL))
    assert diverted == stopped
