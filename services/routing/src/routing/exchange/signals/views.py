"""Looking at signals: those in one's own field, with words and questions for whom they are."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from contracts.vocabulary import PolicyDomain, Theme
from fastapi import Query, Response

from routing.exchange.history import Histories
from routing.exchange.schemas import SignalOrAdviceStepView, WordsPurpose, WordsView, words_of
from routing.exchange.signals.domain import Signal, SignalState
from routing.exchange.signals.repository import Filter, Signals
from routing.exchange.signals.schemas import OwnSignalView, SignalView
from routing.shared.http import Reading
from routing.shared.pagination import Paged
from routing.shared.scope import OVERSEEING, scope_of

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
    found = await Signals(work.db).seen(scope_of(caller), wanted)
    return [SignalView.model_validate(signal, from_attributes=True) for signal in found]


@router.get("/{signal_id}", summary="A signal", response_model=OwnSignalView | SignalView)
async def get_signal(
    signal_id: UUID, caller: Reading, work: Begin, response: Response
) -> SignalView:
    """Which questions it comes from is for who reported it and for coordinators."""
    signal = await _seen(signal_id, caller, work)
    seen = view(signal, response)
    if not (_oversees(caller, signal) or caller.organisation_id == signal.by_organisation_id):
        return seen
    questions = await Signals(work.db).questions_of(signal_id)
    return OwnSignalView(**dict(seen), question_ids=questions)


@router.get("/{signal_id}/steps", summary="What happened to a signal, the first step first")
async def list_signal_steps(
    signal_id: UUID, caller: Reading, work: Begin
) -> list[SignalOrAdviceStepView]:
    await _seen(signal_id, caller, work)
    steps = await Histories(work.db).of(signal_id)
    return [SignalOrAdviceStepView.model_validate(step, from_attributes=True) for step in steps]


@router.get("/{signal_id}/words", summary="What was written about a signal")
async def list_signal_words(
    signal_id: UUID,
    purpose: Annotated[WordsPurpose, Query()],
    caller: Reading,
    work: Begin,
) -> list[WordsView]:
    """For who reported it, whose agenda it is on, and coordinators."""
    signal = await _seen(signal_id, caller, work)
    at_the_table = {signal.by_organisation_id, signal.agenda_of_organisation_id}
    if not (_oversees(caller, signal) or caller.organisation_id in at_the_table):
        raise missing()
    return await words_of(await Histories(work.db).of(signal_id), "signal", purpose, work)


def view(signal: Signal, response: Response) -> SignalView:
    response.headers["ETag"] = f'"{signal.version}"'
    return SignalView.model_validate(signal, from_attributes=True)


def missing() -> NotFound:
    return NotFound("no-such-signal", "Dit signaal is er niet.")


async def _seen(signal_id: UUID, caller: Caller, work: Begin) -> Signal:
    found = await Signals(work.db).one(signal_id, scope_of(caller))
    if found is None:
        raise missing()
    return found


def _oversees(caller: Caller, signal: Signal) -> bool:
    oversees = not caller.roles.isdisjoint(OVERSEEING)
    return oversees and caller.may_see(signal.municipality_code)
