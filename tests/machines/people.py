"""What people do to a question and its handovers: at random, or what they are asked to."""

from collections.abc import Awaitable, Sequence
from random import Random
from typing import Any, Final
from uuid import UUID

import httpx

from .both import Both

STEPS_OF_QUESTION: Final[list[dict[str, Any]]] = [
    {"step": "triage"},
    {"step": "classify", "theme": "space"},
    {"step": "classify", "theme": "finance"},
    {"step": "request_information", "text": "Met hoeveel zijn jullie?"},
    {"step": "provide_information", "text": "Met 120."},
    {"step": "answer", "outcome": "helped"},
    {"step": "reopen"},
    {"step": "close", "outcome": "helped"},
    {"step": "withdraw"},
    {"step": "unmerge"},
]
TURNS_OF_QUESTION: Final = {
    "received": STEPS_OF_QUESTION[0],
    "reopened": STEPS_OF_QUESTION[0],
    "awaiting_provider": {"step": "provide_information", "text": "Met 120."},
    "triaging": {"step": "answer", "outcome": "helped"},
    "answered": {"step": "close", "outcome": "helped"},
}
"""What brings a question on that no organisation has."""
STEPS_OF_HANDOVER: Final[list[dict[str, Any]]] = [
    {"step": "acknowledge"},
    {"step": "accept", "receiver": {"kind": "team", "name": "Team"}},
    {"step": "decline", "reason": "no_capacity"},
    {"step": "request_information"},
    {"step": "make_contact", "introduction": "telephone"},
    {"step": "report_progress"},
    {"step": "put_on_hold", "reason": "other"},
    {"step": "resume"},
    {"step": "return", "reason": "wrong_theme"},
    {"step": "complete", "outcome": "helped"},
    {"step": "fail", "reason": "no_solution"},
    {"step": "confirm_cancellation"},
]
OF_THE_SENDER: Final[list[dict[str, Any]]] = [
    {"step": "provide_information"},
    {"step": "request_cancellation"},
]
TURNS: Final = {step["step"]: step for step in (*STEPS_OF_HANDOVER, *OF_THE_SENDER)}
REFUSED: Final = {403, 409}


async def act(both: Both, question_id: UUID, others: Sequence[UUID], chance: Random) -> None:
    """Somebody does something, whether it is possible or not."""
    handovers = (await both.handovers(question_id))["handovers"]
    is_away = bool(handovers and handovers[-1]["next"])
    if not handovers or chance.random() < (0.1 if is_away else 0.7):
        merge = {"step": "merge", "into_question_id": str(chance.choice(others))}
        step = chance.choice([*STEPS_OF_QUESTION, merge, merge])
        await _taken(both.step_of_question(question_id, step))
        return
    if is_away and chance.random() < 0.5:
        await _take_turn(both, handovers[-1])
        return
    handover = chance.choice(handovers[-2:])
    if chance.random() < 0.8:
        step, whose = chance.choice(STEPS_OF_HANDOVER), handover["to_organisation_id"]
    else:
        step, whose = chance.choice(OF_THE_SENDER), handover["from_organisation_id"]
    await _taken(both.step_of_handover(handover, step, whose))


async def do_the_next_action(both: Both, question_id: UUID) -> None:
    """By whose turn it is; who was asked and says nothing lets the term end."""
    question = await both.question(question_id)
    open_now = [one for one in (await both.handovers(question_id))["handovers"] if one["next"]]
    if open_now:
        if open_now[0]["next"]["action"] not in {"acknowledge", "accept"}:
            await _take_turn(both, open_now[0])
    elif step := TURNS_OF_QUESTION.get(question["state"]):
        await _taken(both.step_of_question(question_id, step))


async def _take_turn(both: Both, handover: dict[str, Any]) -> None:
    turn = handover["next"]
    whose = turn["organisation_id"] if turn["owner"] in {"receiver", "sender"} else None
    await _taken(both.step_of_handover(handover, TURNS[turn["action"]], whose))


async def _taken(asked: Awaitable[httpx.Response]) -> None:
    answer = await asked
    assert answer.is_success or answer.status_code in REFUSED, answer.text
