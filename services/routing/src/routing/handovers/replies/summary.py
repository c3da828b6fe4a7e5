"""What somebody with a link sees of a handover: what is asked and why, never who asks it."""

from dataclasses import dataclass

from chassis.clocks.dutch_dates import at_the_latest
from chassis.work import Work

from routing.assignment.explain import Explanations
from routing.case.handover import Handover
from routing.case.next_action import next_action_of
from routing.case.question import Question
from routing.case.states import Party, State
from routing.case.steps import STEPS
from routing.case.words import STATES
from routing.network.repository.organisations import Organisations, municipality_name

ASKED = frozenset({State.REQUESTED, State.ACKNOWLEDGED})
HAS_IT = frozenset({State.ACCEPTED, State.CONTACT_MADE, State.IN_PROGRESS, State.ON_HOLD})
"""From acceptance on the receiver may know who asked."""


@dataclass(frozen=True, slots=True)
class HandoverSummary:
    number: str
    receiver: str
    theme: str
    provider: str
    place: str
    sender: str | None
    decides: str
    why: str
    stands: str
    reply_by: str | None
    has_it: bool
    may_be_told: bool
    """Whether the provider agreed that its details are passed on, or the law does."""


async def summary_of(question: Question, handover: Handover, work: Work) -> HandoverSummary:
    explanations = await Explanations.of([handover], work)
    receiver, sender = handover.to_organisation_id, handover.from_organisation_id
    decides = handover.escalate_to_organisation_id
    named = {each for each in (receiver, sender, decides) if each}
    names = await Organisations(work.db).names(named)
    return HandoverSummary(
        number=str(question.question_id),
        receiver=names.get(receiver, "uw organisatie"),
        theme=question.theme.label,
        provider=question.provider_kind.label,
        place=await municipality_name(work.db, question.municipality_code),
        sender=names.get(sender) if sender else None,
        decides=names.get(decides, "het loket"),
        why=explanations.why(handover, question),
        stands=stands(handover),
        reply_by=at_the_latest(handover.reply_by) if handover.state in ASKED else None,
        has_it=handover.state in HAS_IT,
        may_be_told=handover.consent.allows_sharing,
    )


def stands(handover: Handover) -> str:
    """Where it stands now, and whether the receiver is to do something."""
    state = f"De overdracht is nu {STATES[handover.state]}."
    turn = next_action_of(handover)
    if turn is None or turn.owner is not Party.RECEIVER:
        return state
    return f"{state} Uw volgende stap is {STEPS[turn.action].infinitive}, {at_the_latest(turn.by)}."
