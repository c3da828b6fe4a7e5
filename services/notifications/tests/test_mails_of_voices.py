"""Who advised hears the answer, and a signal that waits is spurred on (S1, P08, P09)."""

from uuid import uuid4

import pytest
from contracts.signals import AdviceAnswered, SignalOverdue

from .story import COUNCIL, DELIVERY, HOEKSCHE_WAARD, NOW
from .wording import core, to, told

FACT = {"municipality_code": HOEKSCHE_WAARD, "version": 2, "occurred_at": NOW}


@pytest.mark.requirement("P08")
def test_who_advised_hears_what_was_done_with_it() -> None:
    answered = AdviceAnswered(
        **FACT,
        advice_id=uuid4(),
        by_organisation_id=DELIVERY,
        to_organisation_id=COUNCIL,
        response="not_followed",
    )
    mail = core(told(answered, to(COUNCIL), None))
    assert mail.startswith(
        "Er is een antwoord op uw advies\n\n"
        "Stichting Sport in de Waard heeft gereageerd op uw advies.\n"
        "Het advies is niet opgevolgd.\n"
    )


@pytest.mark.requirement("P09")
def test_a_signal_that_waits_is_told_to_who_has_it_or_who_reported_it() -> None:
    on_none = SignalOverdue(**FACT, signal_id=uuid4(), waiting_for_organisation_id=COUNCIL)
    assert "Het signaal staat nog op geen enkele agenda." in told(on_none, to(COUNCIL), None).body
    on_own = on_none.model_copy(update={"agenda_of_organisation_id": COUNCIL})
    assert "Het signaal staat op uw agenda." in told(on_own, to(COUNCIL), None).body
