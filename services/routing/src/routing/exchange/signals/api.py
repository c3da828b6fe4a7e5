"""Signals: reported, and followed until they are taken up or closed (S1, P09 and P10)."""

from uuid import UUID, uuid4

from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.life_cycle import IllegalTransition
from chassis.work import Work
from contracts.problems import Problem as Flaw
from fastapi import Response, status

from routing.case.repository import OwnQuestions
from routing.exchange.schemas import check_flaws, own_organisation, refusal
from routing.exchange.signals.apply import apply, report
from routing.exchange.signals.domain import Signal
from routing.exchange.signals.parties import actor_for, flaws_of_agenda, reporter
from routing.exchange.signals.repository import Signals
from routing.exchange.signals.schemas import SignalEntry, SignalStepTaken, SignalView, move_of
from routing.exchange.signals.views import missing, view
from routing.exchange.signals.words import STATES, STEPS
from routing.shared.http import Involved
from routing.shared.scope import Scope, scope_of
from routing.shared.vault_texts import VaultTexts

router = Router(prefix="/signals", tags=["signals"])

NOT_SEEN = "Deze vraag is er niet."
ELSEWHERE = "Deze vraag is in een andere gemeente gesteld."


@router.post("", summary="Report a signal", status_code=status.HTTP_201_CREATED)
async def post_signal(
    entry: SignalEntry, caller: Involved, work: Begin, response: Response
) -> SignalView:
    own = own_organisation(caller)
    actor = await reporter(entry.municipality_code, caller, work)
    check_flaws(await _flaws(entry, scope_of(caller), work))
    question_ids = list(dict.fromkeys(entry.question_ids))
    signal = Signal(
        signal_id=uuid4(),
        municipality_code=entry.municipality_code,
        by_organisation_id=own,
        theme=entry.theme,
        policy_domain=entry.policy_domain,
        questions=len(question_ids) or None,
        reported_at=work.now,
    )
    ref = await VaultTexts(work.db).put(entry.words, own, work.now) if entry.words else None
    await report(signal, actor, ref, work)
    await Signals(work.db).add_questions(signal.signal_id, question_ids)
    return view(signal, response)


async def _flaws(entry: SignalEntry, scope: Scope, work: Work) -> list[Flaw]:
    asked_in = await OwnQuestions(work.db, scope).municipalities(entry.question_ids)
    flaws = []
    for place, question_id in enumerate(entry.question_ids):
        if question_id not in asked_in:
            flaws.append(Flaw(pointer=f"#/question_ids/{place}", detail=NOT_SEEN))
        elif asked_in[question_id] != entry.municipality_code:
            flaws.append(Flaw(pointer=f"#/question_ids/{place}", detail=ELSEWHERE))
    return flaws


@router.post("/{signal_id}/steps", summary="Take a step with a signal")
async def take_signal_step(
    signal_id: UUID,
    body: SignalStepTaken,
    caller: Involved,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> SignalView:
    found = await Signals(work.db).locked([signal_id], scope_of(caller))
    if not found:
        raise missing()
    [signal], move = found, move_of(body)
    check_version(known, signal.version, f"Het signaal is nu {STATES[signal.state]}.")
    place, agenda = signal.municipality_code, signal.agenda_of_organisation_id
    actor = await actor_for(move.step, caller, place, agenda, work)
    check_flaws(await flaws_of_agenda(move.agenda_of_organisation_id, signal, work))
    try:
        work.announce(*await apply([signal], move, actor, work))
    except IllegalTransition as illegal:
        raise refusal("Het signaal", illegal, STATES, STEPS) from illegal
    [changed] = await Signals(work.db).locked([signal_id])
    return view(changed, response)
