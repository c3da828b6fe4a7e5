"""Warmth is proven by the provider, not ticked by who helps (S1, P18)."""

from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.intake import ContactConfirmed
from contracts.passing_on import EscalationStarted
from contracts.routing import HandoverCompleted
from routing_people import HELPED, as_partner, asked, see, take_all
from routing_town import DESK, FIRST, later, received


@pytest.mark.requirement("P18")
@pytest.mark.parametrize(
    ("said", "confirmed", "words"),
    [
        ([], None, "De aanbieder bevestigde het contact niet."),
        ([True], True, "De aanbieder bevestigt het contact."),
    ],
)
async def test_a_warm_handover_says_whether_the_provider_confirms_it(
    app: Running, said: list[bool], confirmed: bool | None, words: str
) -> None:
    requested = await asked(app)
    question = received(question_id=requested.question_id)
    await take_all(app, requested.handover_id, *HELPED[:3])
    for each in said:
        about = {"handover_id": requested.handover_id, "confirmed": each}
        await app.hear(later(question, ContactConfirmed, **about))
    ended = await take_all(app, requested.handover_id, *HELPED[3:])
    assert (ended["warm"], ended["contact_confirmed"]) == (True, confirmed)
    assert ended["warmth"] == f"Dit was een warme overdracht. {words}"
    (completed,) = await app.announced_of(HandoverCompleted)
    assert completed.contact_confirmed is confirmed


@pytest.mark.requirement("P18", "P17")
async def test_the_desk_hears_that_the_provider_knows_of_no_contact(app: Running) -> None:
    requested = await asked(app)
    question = received(question_id=requested.question_id)
    await take_all(app, requested.handover_id, *HELPED[:3])
    about = {"handover_id": requested.handover_id, "confirmed": False}
    await app.hear(later(question, ContactConfirmed, **about))
    (escalated,) = await app.announced_of(EscalationStarted)
    assert (escalated.reason, escalated.to_organisation_id) == ("contact_denied", DESK)
    assert escalated.waiting_for_organisation_id == FIRST
    shown = await see(app, f"handovers/{requested.handover_id}", as_partner(app, FIRST))
    assert shown.json()["contact_confirmed"] is False
    unknown = {"handover_id": uuid4(), "confirmed": True}
    await app.hear(later(question, ContactConfirmed, version=3, **unknown))
    shown = await see(app, f"handovers/{requested.handover_id}", as_partner(app, FIRST))
    assert shown.json()["contact_confirmed"] is False


@pytest.mark.requirement("P18")
async def test_a_confirmation_after_the_end_counts_too(app: Running) -> None:
    requested = await asked(app)
    question = received(question_id=requested.question_id)
    await take_all(app, requested.handover_id, *HELPED)
    for confirmed in (True, False):
        about = {"handover_id": requested.handover_id, "confirmed": confirmed}
        await app.hear(later(question, ContactConfirmed, version=3, **about))
        shown = await see(app, f"handovers/{requested.handover_id}", as_partner(app, FIRST))
        assert shown.json()["contact_confirmed"] is confirmed
    assert not await app.announced_of(EscalationStarted)
