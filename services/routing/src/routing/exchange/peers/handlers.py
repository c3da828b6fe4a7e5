"""What peers need to know of questions."""

from collections.abc import Sequence

from chassis.kafka.handlers import hears
from chassis.work import Work
from contracts.event import Event
from contracts.intake import QuestionReceived

from routing.exchange.peers.space_offers.repository import Space


@hears(QuestionReceived)
async def note_space_wanted(questions: Sequence[QuestionReceived], work: Work) -> list[Event]:
    """How much room the askers have, and would like to have (S2, R17)."""
    await Space(work.db).note(questions)
    return []
