"""Signed links by which an organisation without an account replies: each works once."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import jwt

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
