"""Mails about the steps of handovers: every word of them."""

from typing import Any
from uuid import UUID

import pytest
from contracts.event import Fact
from contracts.passing_on import EscalationStarted
from notifications.domain.mails import mails_after
from notifications.domain.occasions import FOLLOWED_UP, OCCASIONS, WITH_LINK
from notifications.sending.texts import TEMPLATES

from contracts import routing

from .story import COUNCIL, DELIVERY, DETAILS, FRIDAY, MUNICIPALITY
from .wording import ASKED, URL, core, said, to, told, written

BY_LINK = f"""Dat kan op deze pagina. U hebt geen account nodig. De link werkt één keer.
{URL}
"""


@pytest.mark.requirement("P18")
@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            said(routing.HandoverAcknowledged),
            """Neemt u de vraag over?

U hebt de vraag over vrijwilligers gezien.

Wat vragen wij van u?
Laat weten of u de vraag overneemt.
""",
        ),
        (
            said(routing.HandoverAccepted, receiver_kind="team", contact_by=FRIDAY),
            """U hebt de vraag overgenomen

U hebt de vraag over vrijwilligers overgenomen. Dank u wel.

Wat vragen wij van u?
Neem contact op met de vraagsteller. Doe dat uiterlijk op vrijdag 27 november 2026 om 17.00 uur.
Op de pagina hieronder leest u de vraag, en wie u kunt bellen of mailen.
Meld daarna dat u contact hebt.
""",
        ),
        (
            said(routing.HandoverContactMade, introduction="telephone", within_term=True),
            """U hebt contact met de vraagsteller

U hebt contact met de vraagsteller. Het gaat om de vraag over vrijwilligers.

Wat vragen wij van u?
Laat weten hoe het gaat, en wanneer u klaar bent.
""",
        ),
        (
            said(routing.HandoverInformationProvided),
            """De vraag is aangevuld

U wilde meer weten over een vraag over vrijwilligers. Die informatie is er nu.
U leest haar op de pagina hieronder.

Wat vragen wij van u?
Laat weten of u de vraag overneemt.
""",
        ),
        (
            said(routing.HandoverCancellationRequested),
            """Wilt u stoppen met een vraag?

U hoeft de vraag over vrijwilligers niet meer op te pakken.

Wat vragen wij van u?
Bevestig dat u bent gestopt.
""",
        ),
    ],
)
def test_who_is_asked_for_the_next_step_gets_a_link_to_take_it(fact: Fact, words: str) -> None:
    assert core(told(fact, to(DELIVERY))) == words + BY_LINK


def test_without_a_link_the_desk_s_system_is_named() -> None:
    [mail] = mails_after(said(routing.HandoverAcknowledged), ASKED)
    assert "Dat kan in het loket.\n" in written(mail).body


def test_the_request_itself_has_the_link_too() -> None:
    fact = said(
        routing.HandoverRequested,
        attempt=1,
        mode="warm",
        rule_id=UUID(int=9),
        rule_version=1,
        theme="volunteers",
        provider_id=UUID(int=8),
        provider_kind="club",
        details_ref=DETAILS,
        acknowledge_by=FRIDAY,
        reply_by=FRIDAY,
    )
    assert (
        f"""
Antwoord op deze pagina. U hebt geen account nodig. De link werkt één keer.
{URL}
Reageert u niet op tijd? Dan vragen wij een andere organisatie.
"""
        in told(fact, to(DELIVERY)).body
    )


@pytest.mark.requirement("P18")
@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            said(routing.HandoverInformationRequested),
            """Er is meer informatie nodig

De vraag over vrijwilligers ligt bij Stichting Sport in de Waard.
Deze organisatie wil eerst meer weten.

Wat vragen wij van u?
Vul de vraag aan in het loket. Doe dat samen met de vraagsteller.
""",
        ),
        (
            said(routing.HandoverReturned, reason="other_expertise_needed"),
            """De vraag is teruggegeven

De vraag over vrijwilligers is teruggegeven door Stichting Sport in de Waard.
Dit is de reden: er is andere kennis nodig.

U krijgt bericht als een andere organisatie de vraag overneemt.
""",
        ),
        (
            said(routing.HandoverFailed, reason="other"),
            """De overdracht is niet gelukt

De vraag over vrijwilligers is niet opgelost door Stichting Sport in de Waard.
Dit is de reden: iets anders.

Het loket beslist nu hoe het verdergaat.
""",
        ),
    ],
)
def test_the_sender_hears_how_it_goes(fact: Fact, words: str) -> None:
    assert core(told(fact, to(COUNCIL))) == words


def late(**changed: Any) -> Fact:
    whose = {"escalation_id": UUID(int=5), "to_organisation_id": MUNICIPALITY, "level": 1}
    return said(EscalationStarted, **{**whose, "reason": "no_contact_in_time", **changed})


def test_when_contact_is_overdue_the_desk_and_who_is_late_are_told() -> None:
    fact = late(waiting_for_organisation_id=DELIVERY)
    assert core(told(fact, to(MUNICIPALITY))) == (
        """Een vraag ligt stil

Een vraag over vrijwilligers ligt bij Stichting Sport in de Waard.
Dit is er aan de hand: er is niet op tijd contact gelegd.

Wat vragen wij van u?
Vraag aan deze organisatie hoe het gaat.
"""
    )
    assert core(told(fact, to(DELIVERY))) == (
        """Een vraag wacht op u

Een vraag over vrijwilligers wacht op u. De termijn is voorbij.

Wat vragen wij van u?
Laat weten hoe het gaat.
"""
        + BY_LINK
    )


def test_a_question_that_nobody_has_is_for_who_decides_alone() -> None:
    told_to = [(one.template, one.recipient) for one in mails_after(late(reason="expired"), ASKED)]
    assert told_to == [("escalation_started", to(MUNICIPALITY))]


def test_an_overdue_contact_of_nobody_knows_whom_is_told_all_the_same() -> None:
    text = told(late(), to(MUNICIPALITY))
    assert "ligt bij een organisatie uit het netwerk." in text.body


def test_who_was_asked_and_is_no_longer_needed_is_told_so() -> None:
    assert "U hoeft niets meer te doen." in told(said(routing.HandoverCancelled), to(DELIVERY)).body


def test_every_occasion_has_a_text_and_every_link_an_occasion() -> None:
    texts = {occasion.template for some in OCCASIONS.values() for occasion in some}
    for name in texts:
        TEMPLATES.get_template(f"{name}.txt")
    assert texts >= WITH_LINK >= FOLLOWED_UP
