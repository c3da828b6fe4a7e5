"""Signed links by which an organisation without an account replies: each works once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import jwt
from chassis.work import Work
from contracts.routing import ReplyLinkRequested
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from routing.case.decision import Case
from routing.case.handover import Handover
from routing.settings import Settings

ALGORITHM: Final = "HS256"
MEMBERS: Final = ["sub", "org", "version", "exp"]


@dataclass(frozen=True, slots=True)
class Link:
    """One organisation may take one step of a handover, as long as that stays at this version.

    There is one for each version: who asks for it again gets the same.
    """

    handover_id: UUID
    organisation_id: UUID
    version: int
    expires_at: datetime


def token_of(link: Link, key: str) -> str:
    members = {
        "sub": str(link.handover_id),
        "org": str(link.organisation_id),
        "version": link.version,
        "exp": int(link.expires_at.timestamp()),
    }
    return jwt.encode(members, key, ALGORITHM)


def link_in(token: str, key: str) -> Link | None:
    """None for what we did not sign, or somebody altered; an expired one is still a link."""
    try:
        members = jwt.decode(
            token, key, [ALGORITHM], options={"require": MEMBERS, "verify_exp": False}
        )
    except jwt.InvalidTokenError:
        return None
    return Link(
        handover_id=UUID(members["sub"]),
        organisation_id=UUID(members["org"]),
        version=members["version"],
        expires_at=datetime.fromtimestamp(members["exp"], UTC),
    )


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


def link_request(case: Case, handover: Handover, work: Work) -> ReplyLinkRequested:
    """Who was asked wants another mail with a link."""
    return ReplyLinkRequested(
        request_id=uuid7(),
        handover_id=handover.handover_id,
        question_id=case.question.question_id,
        municipality_code=handover.municipality_code,
        version=1,
        occurred_at=work.now,
        to_organisation_id=handover.to_organisation_id,
    )


IS_USED = text("""
    SELECT EXISTS (
        SELECT FROM used_reply_links WHERE handover_id = :handover_id AND version = :version
    )
""")
USE = text("""
    INSERT INTO used_reply_links (handover_id, version, used_at)
    VALUES (:handover_id, :version, :now)
""")


@dataclass(frozen=True)
class UsedLinks:
    """The handover of the link is locked."""

    db: AsyncConnection

    async def is_used(self, link: Link) -> bool:
        named = {"handover_id": link.handover_id, "version": link.version}
        found: bool = (await self.db.execute(IS_USED, named)).scalar_one()
        return found

    async def use(self, link: Link, now: datetime) -> None:
        named = {"handover_id": link.handover_id, "version": link.version}
        await self.db.execute(USE, {**named, "now": now})
