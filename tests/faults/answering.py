"""The organisations that are asked: each takes over, declines or stays silent."""

import asyncio
from http import HTTPStatus
from random import Random
from typing import Any
from uuid import UUID

from .client import Client
from .history import Asked, Record, is_own
from .scene import LAST

ASKED = "nl.sportloketten.handover-requested.v1"
DECLINES, COMPLETES = 0.15, 0.2  # chances; the last to be asked always takes over
TEAM = {"kind": "team", "name": "Team Clubs"}
COMPLETING: list[dict[str, Any]] = [
    {"step": "make_contact", "introduction": "telephone"},
    {"step": "report_progress"},
    {"step": "complete", "outcome": "helped"},
]


class Organisations:
    """Hear of handovers on Kafka, and answer over HTTP until they are answered themselves."""

    def __init__(self, client: Client, asked: Asked, seed: str, silent: float) -> None:
        """`silent`: the chance that one says nothing until its term has ended."""
        self._client = client
        self._asked = asked
        self._seed = seed
        self._silent = silent
        self._known: set[str] = set()
        self._answering: set[asyncio.Task[None]] = set()

    def hear(self, record: Record) -> None:
        event = record.event
        if event is None or event.type != ASKED or not is_own(record.topic, event):
            return
        data = event.data or {}
        if data["handover_id"] not in self._known:
            self._known.add(data["handover_id"])
            task = asyncio.create_task(self._answer(data))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    @property
    def waiting(self) -> int:
        return len(self._answering)

    async def close(self) -> None:
        for task in list(self._answering):
            task.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _answer(self, handover: dict[str, Any]) -> None:
        """What an organisation decides follows from the seed and the handover."""
        chance = Random(f"{self._seed} {handover['handover_id']}")
        await asyncio.sleep(chance.uniform(0, 0.3))
        mood = chance.random()
        if handover["to_organisation_id"] == str(LAST):
            mood = 1.0
        if mood < self._silent:
            return
        await self._step(handover, {"step": "acknowledge"})
        if mood < self._silent + DECLINES:
            await self._step(handover, {"step": "decline", "reason": "no_capacity"})
            return
        accepted = await self._step(handover, {"step": "accept", "receiver": TEAM})
        for step in COMPLETING if accepted and chance.random() < COMPLETES else ():
            await self._step(handover, step)

    async def _step(self, handover: dict[str, Any], step: dict[str, Any]) -> bool:
        """Whether it was taken; a repeated step is refused, and one that comes too late."""
        path = f"/handovers/{handover['handover_id']}/steps"
        organisation_id = UUID(handover["to_organisation_id"])
        answer = await self._client.ask(
            "routing", "POST", path, step, role="partner", organisation_id=organisation_id
        )
        if not answer.is_success and answer.status_code != HTTPStatus.CONFLICT:
            self._asked.errors.append(f"{step['step']}: {answer.status_code} {answer.text}")
        return answer.is_success
