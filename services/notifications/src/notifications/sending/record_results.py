"""What became of deliveries, written down and announced in one transaction."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from chassis.work import Work
from chassis.work.outbox import Announcement, Cause
from contracts.event import Event
from contracts.notifications import (
    NotificationFailed,
    NotificationSent,
    NotificationSuppressed,
    SubscriptionSuspended,
)

from notifications.domain.retries import State
from notifications.repository.outcomes import Conclusion, Outcomes
from notifications.repository.receivers import Receivers

UNKNOWN = "unknown"


async def write_down(conclusions: Sequence[Conclusion], work: Work) -> set[UUID]:
    """Returns the subscriptions that are suspended now."""
    # Subscriptions first, as everybody who locks both does.
    suspending = {
        conclusion.taken.delivery.outlet: conclusion
        for conclusion in conclusions
        if conclusion.verdict.suspends
    }
    reasons = {outlet: one.attempt.reason for outlet, one in sorted(suspending.items())}
    suspended = await Receivers(work.db).suspend(reasons)
    versions = await Outcomes(work.db).conclude(conclusions)
    await Outcomes(work.db).hold(suspended)
    work.outbox.add(
        [
            Announcement(event, _cause(conclusion))
            for conclusion in conclusions
            if (event := _outcome(conclusion, versions, work)) is not None
        ]
    )
    work.outbox.add(
        [
            Announcement(
                _suspension(outlet, version, suspending[outlet], work), _cause(suspending[outlet])
            )
            for outlet, version in suspended.items()
        ]
    )
    return set(suspended)


def _outcome(one: Conclusion, versions: Mapping[UUID, int], work: Work) -> Event | None:
    """None for what goes on, and for what was written down before."""
    delivery, verdict = one.taken.delivery, one.verdict
    if delivery.id not in versions:
        return None
    about = {
        "notification_id": delivery.id,
        "means": delivery.means.value,
        "about_event_id": delivery.about.event_id,
        "municipality_code": delivery.about.municipality_code,
        "version": versions[delivery.id],
        "occurred_at": work.now,
    }
    reason = one.attempt.reason or UNKNOWN
    match verdict.state:
        case State.SENT:
            return NotificationSent(**about)
        case State.FAILED:
            return NotificationFailed(**about, attempts=verdict.attempts, reason=reason)
        case State.SUPPRESSED:
            return NotificationSuppressed(**about, reason=reason)
    return None


def _suspension(outlet: UUID, version: int, because: Conclusion, work: Work) -> Event:
    return SubscriptionSuspended(
        subscription_id=outlet,
        municipality_code=because.taken.delivery.about.municipality_code,
        version=version,
        occurred_at=work.now,
    )


def _cause(one: Conclusion) -> Cause:
    about = one.taken.delivery.about
    return Cause(about.correlation_id, str(about.event_id), about.traceparent)
