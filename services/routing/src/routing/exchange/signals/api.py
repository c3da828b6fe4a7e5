"""Signals: reported, and followed until they are taken up or closed (S1, P09 and P10)."""

from typing import Annotated
from uuid import UUID, uuid4

from chassis.http.caller import Caller
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.life_cycle import IllegalTransition
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.vocabulary import PolicyDomain, Theme
from fastapi import Query, Response, status

from routing.case.repository import OwnQuestions
from routing.exchange.schemas import (
    SignalOrAdviceStepView,
    WordsPurpose,
    WordsView,
    check_flaws,
    own_organisation,
    refusal,
    steps_of,
    words_of,
)
from routing.exchange.signals.apply import apply, report
from routing.exchange.signals.domain import Signal, SignalState
from routing.exchange.signals.parties import actor_for, flaws_of_agenda, reporter
from routing.exchange.signals.repository import Filter, Signals
from routing.exchange.signals.schemas import (
    OwnSignalView,
    SignalEntry,
    SignalStepTaken,
    SignalView,
    move_of,
)
from routing.exchange.signals.words import STATES, STEPS
from routing.shared.http import Involved, Reading
from routing.shared.pagination import Paged
from routing.shared.scope import OVERSEEING, Scope, scope_of
from routing.shared.vault_texts import VaultTexts

router = Router(prefix="/signals", tags=["signals"])


@router.get("", summary="The signals in your field, the latest first")
async def list_signals(
    caller: Reading,
    page: Paged,
    work: Begin,
    state: Annotated[SignalState | None, Query()] = None,
    theme: Annotated[Theme | None, Query()] = None,
    policy_domain: Annotated[PolicyDomain | None, Query(alias="policyDomain")] = None,
) -> list[SignalView]:
    wanted = Filter(
        code=page.code,
        state=state,
        theme=theme,
        policy_domain=policy_domain,
        most=page.most,
        passed=page.passed,
    )
    found = await Signals(work.db).visible_to(scope_of(caller), wanted)
    return [SignalView.model_validate(signal, from_attributes=True) for signal in found]


@router.get("/{signal_id}", summary="A signal", response_model=OwnSignalView | SignalView)
async def get_signal(
    signal_id: UUID, caller: Reading, work: Begin, response: Response
) -> SignalView:
    """Which questions it comes from is for who reported it and for coordinators."""
    signal = await _visible(signal_id, caller, work)
    shown = view(signal, response)
    if not (_oversees(caller, signal) or caller.speaks_for(signal.by_organisation_id)):
        return shown
    questions = await Signals(work.db).questions_of(signal_id)
    return OwnSignalView(**dict(shown), question_ids=questions)


@router.get("/{signal_id}/steps", summary="What happened to a signal, the first step first")
async def list_signal_steps(
    signal_id: UUID, caller: Reading, work: Begin
) -> list[SignalOrAdviceStepView]:
    await _visible(signal_id, caller, work)
    return await steps_of(signal_id, work)


@router.get("/{signal_id}/words", summary="What was written about a signal")
async def list_signal_words(
    signal_id: UUID,
    purpose: Annotated[WordsPurpose, Query()],
    caller: Reading,
    work: Begin,
) -> list[WordsView]:
    """For who reported it, whose agenda it is on, and coordinators."""
    signal = await _visible(signal_id, caller, work)
    at_the_table = {signal.by_organisation_id, signal.agenda_of_organisation_id}
    if not (_oversees(caller, signal) or caller.organisation_id in at_the_table):
        raise missing()
    return await words_of(signal_id, "signal", purpose, work)


def view(signal: Signal, response: Response) -> SignalView:
    response.headers["ETag"] = f'"{signal.version}"'
    return SignalView.model_validate(signal, from_attributes=True)


def missing() -> NotFound:
    return NotFound("no-such-signal", "Dit signaal is er niet.")


async def _visible(signal_id: UUID, caller: Caller, work: Begin) -> Signal:
    found = await Signals(work.db).one(signal_id, scope_of(caller))
    if found is None:
        raise missing()
    return found


def _oversees(caller: Caller, signal: Signal) -> bool:
    oversees = not caller.roles.isdisjoint(OVERSEEING)
    return oversees and caller.may_see(signal.municipality_code)


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
