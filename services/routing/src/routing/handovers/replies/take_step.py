"""A step of one handover: the same whether it comes by the API or by a link."""

from secrets import token_hex
from uuid import UUID

from chassis.http.problems import Conflict
from chassis.life_cycle import IllegalTransition
from chassis.work import Work

from routing.case.decision import Actor, Case, Decision
from routing.case.handover import Handover
from routing.case.move import Move, possible_steps
from routing.case.repository import Cases
from routing.case.states import State
from routing.case.steps import STEPS, Step
from routing.case.words import cannot_take
from routing.handovers.apply import apply, context_without_network, decision_context
from routing.handovers.domain.advance import about, advance
from routing.handovers.domain.ask import DecisionContext
from routing.handovers.replies.intake_vault import IntakeVault
from routing.handovers.replies.schemas import Accept, RequestInformation, StepBody
from routing.handovers.repository.receivers import NamedReceiver, Vault
from routing.network.repository.organisations import Organisations
from routing.settings import Settings


async def case_of(handover_id: UUID, work: Work) -> tuple[Case, Handover]:
    """Locked: who comes at the same time waits, and finds what became of it."""
    [case] = await Cases(work.db).of_handovers([handover_id])
    return case, next(each for each in case.handovers if each.handover_id == handover_id)


async def apply_step(
    case: Case, handover: Handover, taken: StepBody, actor: Actor, work: Work
) -> None:
    """Conflict, and nothing said, when it cannot be taken now; NotWritten of refused words."""
    move = _move(taken)
    if isinstance(taken, RequestInformation) and taken.text:
        await _write(taken.text, handover, work)
    context = (
        await decision_context([case, *_under_right_theme(case, move)], work)
        if STEPS[move.step].asks_another
        else context_without_network(work)
    )

    def advanced(case: Case, context: DecisionContext) -> Decision:
        return advance(case, handover, move, actor, context)

    try:
        work.announce(*await apply([case], advanced, context, work))
    except IllegalTransition as illegal:
        raise await _refusal(case, handover, move.step, work) from illegal
    if isinstance(taken, Accept) and move.receiver_ref:
        named = NamedReceiver(taken.receiver.kind, taken.receiver.name)
        await Vault(work.db).put(move.receiver_ref, named, handover.to_organisation_id, work.now)


def _move(taken: StepBody) -> Move:
    facts = taken.model_dump(exclude={"step", "receiver", "text"})
    if isinstance(taken, Accept):
        facts |= {"receiver_kind": taken.receiver.kind, "receiver_ref": token_hex(16)}
    return Move(step=Step(taken.step), **facts)


async def _write(words: str, handover: Handover, work: Work) -> None:
    """Before the step: of what cannot be kept nothing is said."""
    if Step.REQUEST_INFORMATION in possible_steps(handover):
        vault = IntakeVault(work.settings_of(Settings))
        await vault.write(handover.to_organisation_id, handover.question_id, words)


def _under_right_theme(case: Case, move: Move) -> list[Case]:
    """The rules for the theme that was named are looked at, too."""
    return [about(case, move.right_theme)] if move.right_theme else []


async def _refusal(case: Case, handover: Handover, step: Step, work: Work) -> Conflict:
    accepted = next((each for each in reversed(case.handovers) if _is_accepted(each)), None)
    if step is Step.ACCEPT and accepted:
        by = accepted.to_organisation_id
        name = (await Organisations(work.db).names([by])).get(by, str(by))
        return Conflict("already-accepted", "Deze vraag is al overgenomen.", f"Door: {name}.")
    detail = cannot_take(handover.state, possible_steps(handover))
    return Conflict("illegal-transition", "Deze stap kan niet meer.", detail)


def _is_accepted(handover: Handover) -> bool:
    return handover.receiver_ref is not None and handover.state is not State.RETURNED
