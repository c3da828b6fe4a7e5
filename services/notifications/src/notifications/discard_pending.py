"""What still waits for a receiver that is no more."""

from uuid import UUID

from chassis.work import Work
from chassis.work.outbox import Announcement, Cause
from contracts.notifications import NotificationSuppressed

from notifications.repository.log import DeliveryLog


async def discard_pending(subscription_id: UUID, reason: str, work: Work) -> None:
    """The subscription is locked and ended."""
    rows = await DeliveryLog(work.db).give_up(subscription_id, reason)
    work.outbox.add(
        [
            Announcement(
                NotificationSuppressed(
                    notification_id=row.id,
                    means="webhook",
                    about_event_id=row.event_id,
                    municipality_code=row.municipality_code,
                    version=row.version,
                    occurred_at=work.now,
                    reason=reason,
                ),
                Cause(row.correlation_id, str(row.event_id), row.traceparent),
            )
            for row in rows
        ]
    )
