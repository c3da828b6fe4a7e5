"""Making a link to reply by: for whoever must act next on a handover."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.work import Work

from routing.case.handover import Handover
from routing.handovers.replies.links import Link, token_of
from routing.settings import Settings


@dataclass(frozen=True, slots=True)
class Address:
    """Whoever has it can reply: it is shown to the receiver, and kept nowhere."""

    url: str
    expires_at: datetime


def link_for(handover: Handover, work: Work) -> Address:
    """It works until some days after the term that runs now."""
    settings = work.settings_of(Settings)
    link = Link(
        handover_id=handover.handover_id,
        organisation_id=handover.to_organisation_id,
        version=handover.version,
        expires_at=(handover.due_at or work.now) + timedelta(days=settings.link_days),
    )
    token = token_of(link, settings.link_key.get_secret_value())
    return Address(f"{settings.public_url}/replies/{token}", link.expires_at)
