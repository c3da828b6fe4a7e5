"""What notifications announces; whom it told stays with it."""

from typing import ClassVar
from uuid import UUID

from contracts.event import Fact
from contracts.shapes import Code, Count
from contracts.vocabulary import NotificationMeans


class NotificationFact(Fact):
    topic: ClassVar[str] = "sportloket.notifications.v1"

    notification_id: UUID
    means: NotificationMeans
    about_event_id: UUID

    @property
    def key(self) -> str:
        return str(self.notification_id)


class NotificationSent(NotificationFact):
    """The receiver's server took the message."""

    type: ClassVar[str] = "nl.sportloketten.notification-sent.v1"


class NotificationFailed(NotificationFact):
    """The message could not be delivered, and will not be tried again."""

    type: ClassVar[str] = "nl.sportloketten.notification-failed.v1"

    attempts: Count
    reason: Code


class NotificationSuppressed(NotificationFact):
    """The message was not sent, on purpose."""

    type: ClassVar[str] = "nl.sportloketten.notification-suppressed.v1"

    reason: Code


class SubscriptionSuspended(Fact):
    """A receiver of webhooks is no longer called."""

    type: ClassVar[str] = "nl.sportloketten.subscription-suspended.v1"
    topic: ClassVar[str] = "sportloket.notifications.v1"

    subscription_id: UUID

    @property
    def key(self) -> str:
        return str(self.subscription_id)


class CircularPosted(Fact):
    """A municipality wrote to all members of a POS office at once (S2, R01)."""

    type: ClassVar[str] = "nl.sportloketten.circular-posted.v1"
    topic: ClassVar[str] = "sportloket.notifications.v1"

    circular_id: UUID
    office_organisation_id: UUID
    from_organisation_id: UUID | None = None
    members: Count
    """How many the office has; not all of them can be reached, or wish to be."""

    @property
    def key(self) -> str:
        return str(self.circular_id)
