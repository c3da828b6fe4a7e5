"""What a text needs that is looked up when the mail goes: never kept beside the mail."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.mails import About
from notifications.repository.providers import Providers
from notifications.repository.vault import Vault


class Pointless(Exception):
    """The mail needs not go any more; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def filled(about: About, public_url: str, db: AsyncConnection) -> About:
    """With the way to opt out, and what a municipality wrote to the members of an office."""
    found = dict(about)
    if ref := about.get("opt_out_ref"):
        found["opt_out_url"] = f"{public_url.rstrip('/')}/opt-outs/{ref}"
    if circular := about.get("circular_id"):
        found["words"] = await _words(str(circular), str(ref) if ref else None, db)
    return found


async def _words(circular_id: str, opt_out_ref: str | None, db: AsyncConnection) -> str:
    if opt_out_ref and await Providers(db).has_opted_out(UUID(opt_out_ref)):
        raise Pointless("opted_out")
    words = await Vault(db).words(circular_id)
    if words is None:
        raise Pointless("no_words")
    return words
