"""Nobody is passed on without having agreed (S1, P18)."""

from datetime import timedelta

import pytest
from chassis.process.testing import Running
from contracts.intake import ConsentRecorded
from contracts.passing_on import EscalationStarted
from contracts.routing import HandoverAccepted, HandoverCancelled, HandoverRequested
from contracts.vocabulary import ConsentGround
from routing_people import HELPED, as_coordinator, as_partner, asked, see, take_all
from routing_town import DESK, FIRST, FOURTH, MONDAY, later, received, rule_entry, settle

NO_GROUND = [ConsentGround.NOT_ASKED, ConsentGround.REFUSED, ConsentGround.WITHDRAWN]


@pytest.mark.requirement("P18")
@pytest.mark.parametrize("ground", NO_GROUND)
async def test_without_consent_nobody_is_asked_and_the_desk_is_told(
    app: Running, ground: ConsentGround
) -> None:
    await settle(app, rule_entry())
    question = received(consent=ground)
    await app.hear(question)
    assert not await app.announced_of(HandoverRequested)
    (escalated,) = await app.announced_of(EscalationStarted)
    assert (escalated.reason, escalated.to_organisation_id) == ("no_consent", DESK)
    shown = (
        await see(app, f"questions/{question.question_id}/handovers", as_coordinator(app))
    ).json()
    assert (shown["waiting"], shown["handovers"]) == ("no_consent", [])


@pytest.mark.requirement("P18", "P01")
async def test_the_desk_is_told_again_when_nobody_asked_for_consent_in_time(app: Running) -> None:
    await settle(app, rule_entry())
    await app.hear(received(consent=ConsentGround.NOT_ASKED))
    await app.ring(MONDAY + timedelta(days=3))
    levels = [escalated.level for escalated in await app.announced_of(EscalationStarted)]
    assert levels == [1, 2]
    assert not await app.announced_of(HandoverRequested)


@pytest.mark.requirement("P18")
async def test_with_consent_the_question_goes_on(app: Running) -> None:
    await settle(app, rule_entry())
    question = received(consent=ConsentGround.NOT_ASKED)
    await app.hear(question)
    await app.hear(later(question, ConsentRecorded, consent=ConsentGround.CONSENT_GIVEN))
    (requested,) = await app.announced_of(HandoverRequested)
    assert requested.to_organisation_id == FIRST
    await take_all(app, requested.handover_id, *HELPED[:2])
    path = f"handovers/{requested.handover_id}"
    assert (await see(app, path, as_partner(app, FIRST))).json()["details_ref"] == "details"


@pytest.mark.requirement("P18")
@pytest.mark.parametrize("steps", [0, 1, 2, 3])
async def test_withdrawn_consent_takes_the_question_from_who_has_it_and_gives_it_to_the_desk(
    app: Running, steps: int
) -> None:
    requested = await asked(app)
    if steps:
        await take_all(app, requested.handover_id, *HELPED[:steps])
    withdrawn = ConsentRecorded(
        question_id=requested.question_id,
        municipality_code=requested.municipality_code,
        version=9,
        occurred_at=MONDAY,
        consent=ConsentGround.WITHDRAWN,
    )
    await app.hear(withdrawn)
    (cancelled,) = await app.announced_of(HandoverCancelled)
    assert cancelled.to_organisation_id == FIRST
    assert len(await app.announced_of(HandoverRequested)) == 1
    shown = (
        await see(app, f"questions/{requested.question_id}/handovers", as_coordinator(app))
    ).json()
    assert shown["waiting"] == "no_consent"
    path = f"handovers/{requested.handover_id}"
    assert (await see(app, path, as_partner(app, FIRST))).json()["details_ref"] is None


@pytest.mark.requirement("P18")
async def test_a_person_passes_nobody_on_without_consent_either(app: Running) -> None:
    await settle(app, rule_entry())
    question = received(consent=ConsentGround.NOT_ASKED)
    await app.hear(question)
    sent = await app.client.post(
        f"/v1/questions/{question.question_id}/reroutes",
        json={"reason": "other_expertise_needed", "to_organisation_id": str(FOURTH)},
        headers=as_coordinator(app),
    )
    assert (sent.status_code, sent.json()["detail"]) == (
        409,
        "De vraagsteller gaf nog geen toestemming om de vraag door te geven.",
    )
    assert not await app.announced_of(HandoverRequested)


@pytest.mark.requirement("P18")
async def test_consent_that_is_withdrawn_when_all_is_done_changes_nothing(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED)
    withdrawn = ConsentRecorded(
        question_id=requested.question_id,
        municipality_code=requested.municipality_code,
        version=9,
        occurred_at=MONDAY,
        consent=ConsentGround.WITHDRAWN,
    )
    await app.hear(withdrawn)
    assert not await app.announced_of(HandoverCancelled)
    assert len(await app.announced_of(HandoverAccepted)) == 1
