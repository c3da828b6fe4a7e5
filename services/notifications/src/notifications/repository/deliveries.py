"""Adds what must be sent."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from chassis.database.bulk import insert_into
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.deliveries import Delivery
from notifications.tables.sending import deliveries

ADD = insert_into(
    deliveries,
    leaving_out=[
        "position",
        "attempts",
        "version",
        "reason",
        "answered",
        "next_attempt_at",
        "created_at",
        "changed_at",
    ],
)


class Deliveries:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(self, new: Sequence[Delivery]) -> None:
        """In the order given, which is the order within each lane."""
        await ADD.write(self.db, [_row(delivery) for delivery in new])


def _row(delivery: Delivery) -> dict[str, Any]:
    about, mail = delivery.about, delivery.mail
    return {
        "id": delivery.id,
        "means": delivery.means,
        "outlet": delivery.outlet,
        "lane": delivery.lane,
        "state": delivery.state,
        "organisation_id": delivery.organisation_id,
        "municipality_code": about.municipality_code,
        "event_id": about.event_id,
        "event_type": about.event_type,
        "correlation_id": about.correlation_id,
        "traceparent": about.traceparent,
        "body": delivery.body,
        "template": mail and mail.template,
        "recipient": mail and asdict(mail.recipient),
        "about": mail and dict(mail.about),
    }
