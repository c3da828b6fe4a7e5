"""The people that the register refers to: from the vault, for a purpose, and logged."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.observability.processing_log import Processing, log_processing, pseudonym
from contracts.shapes import Reference
from fastapi import Path, Query, status
from pydantic import BaseModel, StringConstraints

from routing.network.api.entries import Reader
from routing.network.api.vault import look_up, put_in_vault
from routing.network.domain.entry import Name
from routing.network.repository.vault import Kept, NetworkVault
from routing.settings import Settings
from routing.shared.http import Administrator, Purpose, Shape, must_administer

router = Router(prefix="/people", tags=["network"])

Ref = Annotated[Reference, Path()]
Reachable = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254, pattern=r"^\S.*$")
]


class PersonEntry(Shape):
    organisation_id: UUID
    """Whose person it is."""
    name: Name
    email: Reachable | None = None
    telephone: Reachable | None = None


class PersonView(BaseModel):
    name: str
    email: str | None = None
    telephone: str | None = None


@router.put("/{ref}", summary="Put a person in the vault", status_code=status.HTTP_204_NO_CONTENT)
async def put_person(ref: Ref, entry: PersonEntry, caller: Administrator, work: Begin) -> None:
    await put_in_vault(Kept.PERSON, ref, entry.organisation_id, entry, caller, work)


@router.get("/{ref}", summary="Who this is")
async def get_person(
    ref: Ref, purpose: Annotated[Purpose, Query()], caller: Reader, work: Begin
) -> PersonView:
    person = PersonView.model_validate(await look_up(Kept.PERSON, ref, caller, work))
    key = work.settings_of(Settings).pseudonym_key.get_secret_value()
    _log(pseudonym(key.encode(), ref), purpose, work.now)
    return person


@router.delete(
    "/{ref}", summary="Take a person out of the vault", status_code=status.HTTP_204_NO_CONTENT
)
async def delete_person(ref: Ref, caller: Administrator, work: Begin) -> None:
    vault = NetworkVault(work.db, Kept.PERSON)
    found = await vault.read(ref)
    if found is None:
        raise NotFound("not-in-vault", "Deze verwijzing is niet bekend.")
    must_administer(caller, list(found.codes))
    await vault.forget(ref)


def _log(subject: str, purpose: Purpose, now: datetime) -> None:
    log_processing(
        Processing(
            name="read who somebody in the network is",
            activity_id=f"urn:sportloket:processing:routing:network:{purpose}",
            subject_pseudonym=subject,
            subject_type="network_person",
            started_at=now,
            ended_at=now,
        )
    )
