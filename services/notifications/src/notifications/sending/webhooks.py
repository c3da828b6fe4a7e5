"""One attempt to deliver a webhook: a CloudEvent, signed as Standard Webhooks says."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import UUID

from chassis.observability.traces import span
from contracts.envelope import CONTENT_TYPE
from opentelemetry.trace import SpanKind
from standardwebhooks import Webhook

from notifications.domain.deliveries import Delivery
from notifications.domain.retries import Attempt, Result
from notifications.repository.receivers import Receiver
from notifications.sending.calls import Answer, Calls, NoAnswer

RETIRED = 410


class Webhooks:
    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def attempt(self, delivery: Delivery, receiver: Receiver) -> Attempt:
        body = delivery.body or ""
        headers = signed(delivery.id, body, receiver.secrets, datetime.now(UTC))
        with span("deliver webhook", SpanKind.CLIENT, delivery.about.traceparent):
            try:
                answer = await self._calls("POST", receiver.url, headers, body.encode())
            except NoAnswer as nothing:
                return Attempt(Result.NOT_NOW, nothing.reason)
        return judged(answer, datetime.now(UTC))


def signed(delivery_id: UUID, body: str, secrets: tuple[str, ...], now: datetime) -> dict[str, str]:
    """`webhook-id` is the same at every attempt; one signature for each secret that is valid."""
    signatures = (Webhook(secret).sign(str(delivery_id), now, body) for secret in secrets)
    return {
        "content-type": CONTENT_TYPE,
        "webhook-id": str(delivery_id),
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def judged(answer: Answer, now: datetime) -> Attempt:
    """Any 2xx is a yes; nothing is a no for ever but 410."""
    reason = f"http_{answer.status}"
    if 200 <= answer.status < 300:
        return Attempt(Result.TAKEN, None, answer.status)
    if answer.status == RETIRED:
        return Attempt(Result.RETIRED, reason, answer.status)
    after = answer.headers.get("retry-after") if answer.status in {429, 503} else None
    return Attempt(Result.NOT_NOW, reason, answer.status, _wait(after, now) if after else None)


def _wait(retry_after: str, now: datetime) -> timedelta | None:
    """Seconds or a date (RFC 9110, 10.2.3); what is neither says nothing."""
    if retry_after.isascii() and retry_after.isdecimal():
        return timedelta(seconds=min(int(retry_after), 10**6))
    try:
        return max(parsedate_to_datetime(retry_after) - now, timedelta(0))
    except (ValueError, TypeError):
        return None
