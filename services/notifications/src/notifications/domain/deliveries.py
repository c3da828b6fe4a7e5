"""What is to be sent, to one receiver, about one event."""

from dataclasses import dataclass
from uuid import UUID

from notifications.domain.mails import Mail
from notifications.domain.retries import Means, State

MAIL_OUTLET = UUID(int=0)
"""Where all mail goes: the one mail server."""


@dataclass(frozen=True, slots=True)
class About:
    """The event that a delivery is about."""

    event_id: UUID
    event_type: str
    key: str
    municipality_code: str
    correlation_id: str | None = None
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """`outlet`: its subscription, or the mail server. Within a `lane` deliveries stay in order.

    A webhook has a `body`, a mail says what its text is made from.
    """

    id: UUID
    means: Means
    outlet: UUID
    lane: str
    about: About
    state: State
    organisation_id: UUID | None = None
    body: str | None = None
    mail: Mail | None = None


def webhook_delivery(  # the members that it has
    delivery_id: UUID,
    about: About,
    subscription_id: UUID,
    organisation_id: UUID | None,
    body: str,
    *,
    held: bool,
) -> Delivery:
    return Delivery(
        delivery_id,
        Means.WEBHOOK,
        subscription_id,
        f"{subscription_id}:{about.key}",
        about,
        State.HELD if held else State.PENDING,
        organisation_id,
        body=body,
    )


def mail_delivery(delivery_id: UUID, about: About, mail: Mail) -> Delivery:
    recipient = mail.recipient
    of_organisation = recipient.kind == "organisation" and recipient.ref is not None
    return Delivery(
        delivery_id,
        Means.MAIL,
        MAIL_OUTLET,
        f"{recipient.ref}:{about.key}",
        about,
        State.PENDING,
        UUID(recipient.ref) if of_organisation else None,
        mail=mail,
    )
