"""What the provider says later of passing its details on."""

import pytest
from chassis.process.testing import Running
from contracts.intake import ConsentRecorded
from contracts.routing import HandoverCompleted, HandoverRequested
from contracts.vocabulary import ConsentGround
from routing_people import HELPED, take_all
from routing_town import later, received, rule_entry, settle


@pytest.mark.requirement("P18")
@pytest.mark.parametrize(
    ("before", "said", "cold"),
    [
        (ConsentGround.NOT_ASKED, ConsentGround.CONSENT_GIVEN, []),
        (ConsentGround.CONSENT_GIVEN, ConsentGround.NOT_ASKED, ["no_consent"]),
    ],
)
async def test_consent_that_is_given_or_taken_back_later_counts_for_warmth(
    app: Running, before: ConsentGround, said: ConsentGround, cold: list[str]
) -> None:
    await settle(app, rule_entry())
    question = received(consent=before)
    await app.hear(question)
    await app.hear(later(question, ConsentRecorded, consent=said))
    [requested] = await app.announced_of(HandoverRequested)
    await take_all(app, requested.handover_id, *HELPED)
    [completed] = await app.announced_of(HandoverCompleted)
    assert completed.cold_because == cold
