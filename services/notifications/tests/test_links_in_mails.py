"""Organisations get a link to reply by, made when the mail goes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from chassis.process.testing import Running
from contracts.notifications import NotificationSuppressed
from contracts.routing import HandoverAcknowledged
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from kept_databases import KeptDatabases
from local_runtime.ports import HOST, free_port

from . import story
from .conftest import running, sending, serving
from .outside_world import Outside, books, log, until
from .story import COUNCIL, DELIVERY, HANDOVER, HOEKSCHE_WAARD, NOW, QUESTION

URL = "https://loket.example/v1/replies/a-token"
ACKNOWLEDGED = HandoverAcknowledged(
    municipality_code=HOEKSCHE_WAARD,
    version=2,
    occurred_at=NOW,
    question_id=QUESTION,
    handover_id=HANDOVER,
    to_organisation_id=DELIVERY,
    from_organisation_id=COUNCIL,
)


@dataclass
class Routing:
    """What lies outside: makes links, unless nothing is to be replied any more."""

    answer: tuple[int, dict[str, Any]] = (201, {"url": URL, "expires_at": NOW.isoformat()})
    asked: list[tuple[UUID, dict[str, Any]]] = field(default_factory=list)

    def application(self) -> FastAPI:
        app = FastAPI()

        @app.post("/v1/handovers/{handover_id}/reply-links")
        async def make(handover_id: UUID, request: Request) -> JSONResponse:
            self.asked.append((handover_id, await request.json()))
            return JSONResponse(self.answer[1], self.answer[0])

        return app


@asynccontextmanager
async def with_links(
    databases: KeptDatabases, outside: Outside, routing: Routing
) -> AsyncIterator[Running]:
    port = free_port()
    address = f"http://{HOST}:{port}"
    async with (
        serving(routing.application(), port),
        running(databases, outside, routing_url=address) as app,
    ):
        answer = await app.client.put(
            f"/v1/organisations/{DELIVERY}/mail-address",
            json={"address": "loket@delivery.example"},
            headers=app.token("administrator"),
        )
        assert answer.status_code == 200
        async with sending(app):
            yield app


async def test_the_request_comes_with_a_link(databases: KeptDatabases, outside: Outside) -> None:
    routing = Routing()
    async with with_links(databases, outside, routing) as app:
        await app.hear(story.requested())
        [mail] = await outside.mails(1)
        await books(app, "mail sent 1")
    assert URL in mail["text"]
    assert routing.asked == [(HANDOVER, {"purpose": "notification"})]


async def test_a_link_stands_in_no_table(databases: KeptDatabases, outside: Outside) -> None:
    async with with_links(databases, outside, Routing()) as app:
        await app.hear(story.requested())
        await books(app, "mail sent 1")
        assert "a-token" not in str(await log(app, "mail", "sent"))
        assert "a-token" not in str(await app.announced())


async def test_the_request_goes_without_a_link_when_it_was_answered_meanwhile(
    databases: KeptDatabases, outside: Outside
) -> None:
    async with with_links(databases, outside, Routing(answer=(409, {}))) as app:
        await app.hear(story.requested())
        [mail] = await outside.mails(1)
    assert "De vraag staat voor u klaar in het loket." in mail["text"]


async def test_a_mail_that_asks_for_a_step_is_not_sent_when_that_was_taken_meanwhile(
    databases: KeptDatabases, outside: Outside
) -> None:
    routing = Routing(answer=(409, {}))
    async with with_links(databases, outside, routing) as app:
        await app.hear(ACKNOWLEDGED)
        await books(app, "mail suppressed 1")
        [suppressed] = await app.announced_of(NotificationSuppressed)
    assert (suppressed.reason, await outside.mails()) == ("overtaken", [])
    assert routing.asked == [(HANDOVER, {"purpose": "notification", "version": 2})]


async def test_while_routing_is_away_the_mail_waits_and_is_not_lost(
    databases: KeptDatabases, outside: Outside
) -> None:
    routing = Routing(answer=(503, {}))
    async with with_links(databases, outside, routing) as app:
        await app.hear(story.requested())

        async def waits() -> bool | None:
            pending = await log(app, "mail", "pending")
            return [one["reason"] for one in pending] == ["routing_away"] or None

        await until(waits)
        routing.answer = Routing().answer
        [mail] = await outside.mails(1)
    assert URL in mail["text"]
