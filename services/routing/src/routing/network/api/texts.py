"""What partners expect of each other, in words: in the vault, for the parties (S2, F14)."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from contracts.shapes import Reference
from fastapi import Path, status
from pydantic import BaseModel, StringConstraints

from routing.network.api.entries import Reader
from routing.network.api.vault import put_in_vault
from routing.network.kinds import EXPECTATIONS
from routing.network.overseers import entry_scope_of
from routing.network.repository.entries import Entries
from routing.network.repository.vault import Kept, NetworkVault, saying
from routing.shared.http import Administrator, Shape

router = Router(prefix="/agreed-texts", tags=["network"])

Ref = Annotated[Reference, Path()]


class AgreedTextEntry(Shape):
    organisation_id: UUID
    """Who keeps it: the municipality."""
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class AgreedTextView(BaseModel):
    text: str


@router.put(
    "/{ref}",
    summary="Put what was agreed on in the vault, once and for all",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def put_agreed_text(
    ref: Ref, entry: AgreedTextEntry, caller: Administrator, work: Begin
) -> None:
    await put_in_vault(Kept.TEXT, ref, entry.organisation_id, entry, caller, work)


@router.get("/{ref}", summary="What was agreed on, for who may see the agreement")
async def get_agreed_text(ref: Ref, caller: Reader, work: Begin) -> AgreedTextView:
    found = await NetworkVault(work.db, Kept.TEXT).read(ref)
    if found is None or not await _may_see(ref, caller, work):
        raise NotFound("not-in-vault", "Deze verwijzing is niet bekend.")
    return AgreedTextView(text=found.content["text"])


async def _may_see(ref: str, caller: Caller, work: Work) -> bool:
    """Who sees an agreement that says it, now or in an earlier version."""
    scope = await entry_scope_of(EXPECTATIONS, caller, work)
    expectations = Entries(work.db, EXPECTATIONS)
    for agreement in await saying(ref, work.db):
        if await expectations.one(agreement, scope):
            return True
    return False
