"""Intake and routing together, each on a database of its own, with the news between them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from chassis.process.testing import Running
from contracts.catalogue import EVENTS, topic_of
from contracts.cloud_event import CloudEvent
from contracts.partners import QuestionSubmitted
from contracts.vocabulary import ConsentGround, ProviderKind, Theme
from routing_people import as_partner
from routing_town import COUNCIL, TOWN
from sqlalchemy import text

CLOCKS = text("SELECT subject FROM clocks")
HANDOVERS = text("SELECT question_id, state, ended_at FROM handovers")


@dataclass
class Both:
    """`told`: how much of what each said the other has heard."""

    intake: Running
    routing: Running
    told: dict[str, int] = field(default_factory=lambda: {"intake": 0, "routing": 0})

    @property
    def now(self) -> datetime:
        return self.intake.time()

    async def let_it_be(self, now: datetime) -> None:
        """Ring what is due, and let each hear of it."""
        self.intake.now = self.routing.now = now
        await self.intake.ring(now)
        await self.routing.ring(now)
        await self.news()

    async def pass_days(self, days: int) -> None:
        for _ in range(days):
            await self.let_it_be(self.now + timedelta(days=1))

    async def news(self) -> None:
        """Until neither has anything to tell the other."""
        while await self._tell("intake", self.routing) or await self._tell("routing", self.intake):
            pass

    async def ask(self, number: int) -> list[UUID]:
        """So many questions of different providers, at the sports council."""
        known = {one.subject for one in await self.intake.announced()}
        await self.intake.submit("a", *(_submitted(self.now) for _ in range(number)))
        said = await self.intake.announced()
        kind = "nl.sportloketten.question-received.v1"
        return [
            UUID(one.subject)
            for one in said
            if one.type == kind and one.subject and one.subject not in known
        ]

    async def question(self, question_id: UUID) -> dict[str, Any]:
        """As intake shows it to the desk."""
        path = f"/v1/questions/{question_id}"
        answer = await self.intake.client.get(path, headers=self._desk(self.intake))
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def handovers(self, question_id: UUID) -> dict[str, Any]:
        """As routing shows them to the desk."""
        path = f"/v1/questions/{question_id}/handovers"
        answer = await self.routing.client.get(path, headers=self._desk(self.routing))
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def step_of_question(self, question_id: UUID, step: dict[str, Any]) -> httpx.Response:
        path, headers = f"/v1/questions/{question_id}/steps", self._desk(self.intake)
        return await self.intake.client.post(path, json=step, headers=headers)

    async def step_of_handover(
        self, handover: dict[str, Any], step: dict[str, Any], organisation_id: str | None
    ) -> httpx.Response:
        """By an organisation, or by the desk."""
        path = f"/v1/handovers/{handover['handover_id']}/steps"
        organisation = organisation_id and as_partner(self.routing, UUID(organisation_id))
        headers = organisation or self._desk(self.routing)
        return await self.routing.client.post(path, json=step, headers=headers)

    async def clocks(self) -> set[UUID]:
        """Whose run, in either."""
        running: set[UUID] = set()
        for app in (self.intake, self.routing):
            async with app.begin() as work:
                running |= {row.subject for row in await work.db.execute(CLOCKS)}
        return running

    async def events(self) -> list[CloudEvent]:
        return [*await self.intake.announced(), *await self.routing.announced()]

    def _desk(self, app: Running) -> dict[str, str]:
        return app.token("coordinator", municipalities=[TOWN])

    async def _tell(self, who: str, other: Running) -> bool:
        app: Running = getattr(self, who)
        said = await app.announced()
        news = said[self.told[who] :]
        self.told[who] = len(said)
        heard = [one for one in news if _listens(other, one)]
        if heard:
            await other.hear(*heard)
        return bool(heard)


def _listens(app: Running, event: CloudEvent) -> bool:
    topic = EVENTS[event.type].topic
    return app.service.name in topic_of(topic).listeners and "{slug}" not in topic


def _submitted(now: datetime) -> QuestionSubmitted:
    return QuestionSubmitted(
        municipality_code=TOWN,
        theme=Theme.VOLUNTEERS,
        provider_ref=uuid4().hex,
        provider_kind=ProviderKind.CLUB,
        details_ref=uuid4().hex,
        consent=ConsentGround.CONSENT_GIVEN,
        asked_at=now,
    )


__all__ = ["COUNCIL", "Both"]
