"""Mails about merged questions, advice and signals: every word of them."""

from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.event import Fact
from notifications.domain.mails import mail_to_who_was_joined

from contracts import intake, signals

from . import story
from .story import COUNCIL, DETAILS, FRIDAY, MUNICIPALITY, OFFICE
from .test_handlers import deliveries
from .wording import ASKED, FACT, OF_QUESTION, PROVIDER, core, said, to, told, written


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            said(intake.InformationRequested, OF_QUESTION),
            """Wij willen graag meer weten over uw vraag

Wij willen graag meer weten over uw vraag over vrijwilligers.

Wat vragen wij van u?
Vul uw vraag aan. Daarna gaan wij verder.
""",
        ),
        (
            said(intake.QuestionMerged, OF_QUESTION, into_question_id=UUID(int=6)),
            """Uw vraag hoort bij een andere vraag

Uw vraag over vrijwilligers lijkt op een vraag die er al was.
Daarom gaan wij met beide vragen samen verder.

Klopt dit niet?
Laat het ons dan weten. Wij halen de vragen weer uit elkaar.
""",
        ),
        (
            said(intake.QuestionUnmerged, OF_QUESTION, from_question_id=UUID(int=6)),
            """Uw vraag staat weer op zichzelf

Uw vraag over vrijwilligers hoort toch niet bij een andere vraag.
Wij gaan verder met uw eigen vraag.
""",
        ),
    ],
)
def test_the_provider_is_told_in_plain_words(fact: Fact, words: str) -> None:
    assert core(told(fact, PROVIDER)).startswith(words)


def test_the_one_who_asked_first_is_told_that_another_question_joined() -> None:
    assert core(written(mail_to_who_was_joined(ASKED))).startswith(
        """Er is nog een vraag bij uw vraag gekomen

Er is een vraag die lijkt op uw vraag over vrijwilligers.
Daarom gaan wij met beide vragen samen verder.
"""
    )


ADVICE = {**FACT, "advice_id": UUID(int=7), "theme": "space", "by_organisation_id": COUNCIL}


@pytest.mark.parametrize(
    ("fact", "recipient", "words"),
    [
        (
            said(
                signals.AdviceRequested,
                ADVICE,
                of_organisation_id=OFFICE,
                answer_by=FRIDAY,
            ),
            OFFICE,
            """Wilt u advies geven?

Sportraad Hoeksche Waard vraagt u om advies over ruimte voor sport.

Wat vragen wij van u?
Geef uw advies in het loket. Doe dat uiterlijk op vrijdag 27 november 2026 om 17.00 uur.
""",
        ),
        (
            said(
                signals.AdviceIssued,
                ADVICE,
                to_organisation_id=MUNICIPALITY,
                solicited=False,
                answer_by=FRIDAY,
                members=12,
            ),
            MUNICIPALITY,
            """Er is een advies voor u

Sportraad Hoeksche Waard geeft u advies over ruimte voor sport.
Dat is namens 12 leden.

Wat vragen wij van u?
Lees het advies in het loket. Laat weten wat u ermee doet.
Doe dat uiterlijk op vrijdag 27 november 2026 om 17.00 uur.
""",
        ),
        (
            said(signals.AdviceOverdue, ADVICE, waiting_for_organisation_id=OFFICE),
            OFFICE,
            """Een advies wacht op u

De termijn voor uw antwoord is voorbij.

Wat vragen wij van u?
Geef uw antwoord in het loket.
""",
        ),
        (
            said(
                signals.SignalPutOnAgenda,
                {**FACT, "signal_id": UUID(int=8)},
                agenda_of_organisation_id=MUNICIPALITY,
            ),
            MUNICIPALITY,
            """Er staat een signaal op uw agenda

Er is een signaal uit de sport. Het staat nu op uw agenda.

Wat vragen wij van u?
Bespreek het signaal. Laat daarna in het loket weten wat u ermee doet.
""",
        ),
    ],
)
def test_organisations_hear_of_advice_and_signals(fact: Fact, recipient: UUID, words: str) -> None:
    assert core(told(fact, to(recipient), None)) == words


async def test_both_askers_are_told_when_questions_become_one(app: Running) -> None:
    first = story.received(question_id=UUID(int=6), details_ref="details-6")
    await app.hear(first, story.received())
    await app.hear(said(intake.QuestionMerged, OF_QUESTION, into_question_id=UUID(int=6)))
    told_to = [(one.template, one.recipient["ref"]) for one in (await deliveries(app))[-2:]]
    assert told_to == [("question_merged", DETAILS), ("question_joined", "details-6")]
