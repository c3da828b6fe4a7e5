"""Who keeps something in the network's vault, and who may look at it."""

from typing import Any
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import BadRequest, Conflict, NotFound
from chassis.work import Work
from contracts.problems import Problem as Flaw
from pydantic import BaseModel

from routing.network.domain.entry import UNKNOWN
from routing.network.overseers import overseen_by
from routing.network.repository.vault import Kept, NetworkVault, Vaulted
from routing.shared.http import must_administer


async def put_in_vault(
    kind: Kept, ref: str, organisation_id: UUID, content: BaseModel, caller: Caller, work: Work
) -> None:
    vault = NetworkVault(work.db, kind)
    codes = await vault.codes_of(organisation_id)
    if not codes:
        flaw = Flaw(pointer="#/organisation_id", detail=UNKNOWN)
        raise BadRequest("invalid-entry", "Deze gegevens kloppen niet.", errors=[flaw])
    must_administer(caller, list(codes))
    members = content.model_dump(mode="json", exclude={"organisation_id"}, exclude_none=True)
    if not await vault.put(ref, organisation_id, members, work.now):
        raise Conflict("reference-taken", "Deze verwijzing is al in gebruik.", "Kies een andere.")


async def look_up(kind: Kept, ref: str, caller: Caller, work: Work) -> dict[str, Any]:
    """For who looks after the network there, and for the organisations that work there."""
    vault = NetworkVault(work.db, kind)
    found = await vault.read(ref)
    if found is None or not await _may_look(caller, found, vault, work):
        raise NotFound("not-in-vault", "Deze verwijzing is niet bekend.")
    return dict(found.content)


async def _may_look(caller: Caller, found: Vaulted, vault: NetworkVault, work: Work) -> bool:
    overseen = await overseen_by(caller, work)
    if overseen is None or not overseen.isdisjoint(found.codes):
        return True
    own = caller.organisation_id
    if own is None:
        return False
    return own == found.organisation_id or not found.codes.isdisjoint(await vault.codes_of(own))
