"""Looking at advice; its words are between both parties."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from fastapi import Query, Response

from routing.exchange.advice.domain import Advice, AdviceState
from routing.exchange.advice.repository import Advices
from routing.exchange.advice.schemas import AdviceView, shown
from routing.exchange.history import Histories
from routing.exchange.schemas import SignalOrAdviceStepView, WordsPurpose, WordsView, words_of
from routing.shared.http import Reading
from routing.shared.pagination import Paged
from routing.shared.scope import scope_of

router = Router(prefix="/advice", tags=["advice"])


@router.get("", summary="The advice that concerns you, the latest first")
async def list_advice(
    caller: Reading,
    page: Paged,
    work: Begin,
    state: Annotated[AdviceState | None, Query()] = None,
) -> list[AdviceView]:
    return [shown(each) for each in await Advices(work.db).seen(scope_of(caller), state, page)]


@router.get("/{advice_id}", summary="Where an advice stands")
async def get_advice(
    advice_id: UUID, caller: Reading, work: Begin, response: Response
) -> AdviceView:
    advice = await seen(advice_id, caller, work)
    response.headers["ETag"] = f'"{advice.version}"'
    return shown(advice)


@router.get("/{advice_id}/steps", summary="What happened to an advice, the first step first")
async def list_advice_steps(
    advice_id: UUID, caller: Reading, work: Begin
) -> list[SignalOrAdviceStepView]:
    await seen(advice_id, caller, work)
    steps = await Histories(work.db).of(advice_id)
    return [SignalOrAdviceStepView.model_validate(step, from_attributes=True) for step in steps]


@router.get("/{advice_id}/words", summary="What was asked, advised and answered")
async def list_advice_words(
    advice_id: UUID,
    purpose: Annotated[WordsPurpose, Query()],
    caller: Reading,
    work: Begin,
) -> list[WordsView]:
    """For both parties, and nobody else."""
    advice = await seen(advice_id, caller, work)
    parties = {advice.adviser_organisation_id, advice.advised_organisation_id}
    if caller.organisation_id not in parties:
        raise _missing()
    return await words_of(await Histories(work.db).of(advice_id), "advice", purpose, work)


async def seen(advice_id: UUID, caller: Caller, work: Work) -> Advice:
    found = await Advices(work.db).one(advice_id, scope_of(caller))
    if found is None:
        raise _missing()
    return found


def _missing() -> NotFound:
    return NotFound("no-such-advice", "Dit advies is er niet.")
