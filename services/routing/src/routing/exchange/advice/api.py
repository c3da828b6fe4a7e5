"""Advice between organisations, asked and unasked (S1, P08)."""

from typing import Annotated
from uuid import UUID, uuid4

from chassis.http.caller import Caller
from chassis.http.problems import Forbidden, NotFound
from chassis.http.router import Begin, Router
from chassis.http.versions import KnownVersion, check_version
from chassis.life_cycle import IllegalTransition
from chassis.work import Work
from fastapi import Query, Response, status

from routing.exchange.advice.apply import answer_by, apply, begin
from routing.exchange.advice.domain import TAKEN_BY, Advice, AdviceParty, AdviceState, AdviceStep
from routing.exchange.advice.flaws import flaws_of_advice, flaws_of_members
from routing.exchange.advice.repository import Advices
from routing.exchange.advice.schemas import (
    AdviceAbout,
    AdviceEntry,
    AdviceRequestEntry,
    AdviceStepTaken,
    AdviceView,
    advice_view,
    move_of,
)
from routing.exchange.advice.words import STATES, STEPS
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
from routing.shared.http import Involved, Reading
from routing.shared.pagination import Paged
from routing.shared.scope import scope_of
from routing.shared.vault_texts import VaultTexts

router = Router(tags=["advice"])


@router.get("/advice", summary="The advice that concerns you, the latest first")
async def list_advice(
    caller: Reading,
    page: Paged,
    work: Begin,
    state: Annotated[AdviceState | None, Query()] = None,
) -> list[AdviceView]:
    return [
        advice_view(each)
        for each in await Advices(work.db).visible_to(scope_of(caller), state, page)
    ]


@router.get("/advice/{advice_id}", summary="Where an advice stands")
async def get_advice(
    advice_id: UUID, caller: Reading, work: Begin, response: Response
) -> AdviceView:
    advice = await visible_advice(advice_id, caller, work)
    response.headers["ETag"] = f'"{advice.version}"'
    return advice_view(advice)


@router.get("/advice/{advice_id}/steps", summary="What happened to an advice, the first step first")
async def list_advice_steps(
    advice_id: UUID, caller: Reading, work: Begin
) -> list[SignalOrAdviceStepView]:
    await visible_advice(advice_id, caller, work)
    return await steps_of(advice_id, work)


@router.get("/advice/{advice_id}/words", summary="What was asked, advised and answered")
async def list_advice_words(
    advice_id: UUID,
    purpose: Annotated[WordsPurpose, Query()],
    caller: Reading,
    work: Begin,
) -> list[WordsView]:
    """For both parties, and nobody else."""
    advice = await visible_advice(advice_id, caller, work)
    parties = {advice.adviser_organisation_id, advice.advised_organisation_id}
    if caller.organisation_id not in parties:
        raise _missing()
    return await words_of(advice_id, "advice", purpose, work)


async def visible_advice(advice_id: UUID, caller: Caller, work: Work) -> Advice:
    found = await Advices(work.db).one(advice_id, scope_of(caller))
    if found is None:
        raise _missing()
    return found


def _missing() -> NotFound:
    return NotFound("no-such-advice", "Dit advies is er niet.")


@router.post(
    "/advice-requests",
    summary="Ask an organisation for advice",
    status_code=status.HTTP_201_CREATED,
)
async def post_advice_request(
    entry: AdviceRequestEntry, caller: Involved, work: Begin
) -> AdviceView:
    own, other = own_organisation(caller), entry.of_organisation_id
    check_flaws(await flaws_of_advice(entry, "#/of_organisation_id", other, caller, work))
    return await _begin(entry, other, own, AdviceState.REQUESTED, work)


@router.post("/advice", summary="Advise unasked", status_code=status.HTTP_201_CREATED)
async def post_advice(entry: AdviceEntry, caller: Involved, work: Begin) -> AdviceView:
    own, other = own_organisation(caller), entry.to_organisation_id
    flaws = await flaws_of_advice(entry, "#/to_organisation_id", other, caller, work)
    check_flaws([*flaws, *await flaws_of_members(entry.members, own, work)])
    return await _begin(entry, own, other, AdviceState.ISSUED, work, entry.members)


async def _begin(
    entry: AdviceAbout,
    adviser: UUID,
    advised: UUID,
    state: AdviceState,
    work: Work,
    members: int | None = None,
) -> AdviceView:
    advice = Advice(
        advice_id=uuid4(),
        municipality_code=entry.municipality_code,
        theme=entry.theme,
        adviser_organisation_id=adviser,
        advised_organisation_id=advised,
        solicited=state is AdviceState.REQUESTED,
        signal_id=entry.signal_id,
        begun_at=work.now,
        state=state,
        members=members,
        due_at=answer_by(work),
    )
    speaker = advised if advice.solicited else adviser
    await begin(advice, await VaultTexts(work.db).put(entry.words, speaker, work.now), work)
    return advice_view(advice)


@router.post("/advice/{advice_id}/steps", summary="Give the advice, or answer it")
async def take_advice_step(
    advice_id: UUID,
    body: AdviceStepTaken,
    caller: Involved,
    known: KnownVersion,
    work: Begin,
    response: Response,
) -> AdviceView:
    await visible_advice(advice_id, caller, work)
    [advice] = await Advices(work.db).locked([advice_id])
    check_version(known, advice.version, f"Het advies is nu {STATES[advice.state]}.")
    move, own = move_of(body), _speaker(advice, AdviceStep(body.step), caller)
    check_flaws(await flaws_of_members(move.members, own, work))
    ref = await VaultTexts(work.db).put(body.words, own, work.now) if body.words else None
    try:
        work.announce(await apply(advice, move, ref, work))
    except IllegalTransition as illegal:
        raise refusal("Het advies", illegal, STATES, STEPS) from illegal
    changed = await visible_advice(advice_id, caller, work)
    response.headers["ETag"] = f'"{changed.version}"'
    return advice_view(changed)


def _speaker(advice: Advice, step: AdviceStep, caller: Caller) -> UUID:
    adviser = TAKEN_BY[step] is AdviceParty.ADVISER
    owner = advice.adviser_organisation_id if adviser else advice.advised_organisation_id
    if caller.organisation_id != owner:
        raise Forbidden("not-yours", "U mag dit niet doen.", "Deze stap is aan een ander.")
    return owner
