import asyncio
from collections import deque
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from pydantic import AwareDatetime, BaseModel, Field, NonNegativeFloat, NonNegativeInt


class Arrival(BaseModel):
    """A webhook as it came in, with what it was answered; whoever reads it checks the signature."""

    name: str = Field(exclude=True)
    received_at: datetime
    headers: dict[str, str]
    body: str
    answered: int


class WebhookBehaviour(BaseModel):
    """Answer the next so many webhooks otherwise; answer every webhook so much later."""

    answer: int = Field(default=204, ge=200, le=599)
    times: NonNegativeInt = 0
    delay_seconds: NonNegativeFloat = 0
    retry_after: NonNegativeInt | None = None

    def next_answer(self) -> Response:
        if self.times == 0:
            return Response(status_code=204)
        self.times -= 1
        wait = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return Response(status_code=self.answer, headers=wait)


class WebhookReceiver:
    """Keeps the newest webhooks, whatever their name, and answers as it was told to."""

    def __init__(self, kept: int) -> None:
        self._arrivals: deque[Arrival] = deque(maxlen=kept)
        self._behaviours: dict[str, WebhookBehaviour] = {}

    def routes(self) -> APIRouter:
        router = APIRouter(prefix="/webhooks/{name}", tags=["webhooks"])
        router.add_api_route("", self.consent, methods=["OPTIONS"])
        router.add_api_route("", self.receive, methods=["POST"])
        router.add_api_route("/received", self.received, methods=["GET"])
        router.add_api_route("/behaviour", self.behave, methods=["POST"], status_code=204)
        return router

    async def consent(self, request: Request) -> Response:
        """The handshake of CloudEvents' HTTP 1.1 Web Hooks, section 4: anyone may deliver."""
        consent = {"Allow": "OPTIONS, POST"}
        if origin := request.headers.get("webhook-request-origin"):
            consent["WebHook-Allowed-Origin"] = origin
        if "webhook-request-rate" in request.headers:
            consent["WebHook-Allowed-Rate"] = "*"
        return Response(status_code=200, headers=consent)

    async def receive(self, name: str, request: Request) -> Response:
        received_at = datetime.now(UTC)
        body = (await request.body()).decode(errors="replace")
        behaviour = self._behaviours.get(name, WebhookBehaviour())
        answer = behaviour.next_answer()
        self._arrivals.append(
            Arrival(
                name=name,
                received_at=received_at,
                headers=dict(request.headers),
                body=body,
                answered=answer.status_code,
            )
        )
        await asyncio.sleep(behaviour.delay_seconds)
        return answer

    async def received(self, name: str, since: AwareDatetime | None = None) -> list[Arrival]:
        """Oldest first; the moment of `since` itself counts."""
        return [
            arrival
            for arrival in self._arrivals
            if arrival.name == name and (since is None or arrival.received_at >= since)
        ]

    async def behave(self, name: str, behaviour: WebhookBehaviour) -> None:
        self._behaviours[name] = behaviour
