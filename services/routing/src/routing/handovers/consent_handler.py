"""What routing does when a provider says whether its details may be passed on."""

from collections.abc import Sequence

from chassis.kafka.handlers import hears
from chassis.work import Work
from contracts.event import Event
from contracts.intake import ConsentRecorded

from routing.case.decision import Case, Decision
from routing.case.repository import Cases
from routing.handovers.apply import apply, context_without_network
from routing.handovers.domain.ask import DecisionContext
from routing.handovers.domain.consent import record_consent
from routing.timeline.causes import causes_of


@hears(ConsentRecorded)
async def follow_consent(said: Sequence[ConsentRecorded], work: Work) -> list[Event]:
    """It counts from now on, for the question and for who has it."""
    grounds = {one.question_id: one.consent for one in said}
    cases = await Cases(work.db).of(grounds)

    def recorded(case: Case, _: DecisionContext) -> Decision:
        return record_consent(case, grounds[case.question.question_id])

    return await apply(cases, recorded, context_without_network(work), work, causes=causes_of(said))
