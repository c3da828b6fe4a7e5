"""Erasing what is known of the persons of a provider, in every service."""

from uuid import UUID, uuid4

from chassis.http.router import Begin, Router
from contracts.privacy import DataSubjectErased
from fastapi import status

from intake.providers.api import Keeper, kept_by, not_found
from intake.providers.erasure import Erasure

router = Router(tags=["providers"])


@router.delete("/providers/{provider_id}/personal-data", status_code=status.HTTP_204_NO_CONTENT)
async def erase_personal_data(provider_id: UUID, caller: Keeper, work: Begin) -> None:
    """The questions and their history stay; who asked, and what was written, is gone for good."""
    erasure = Erasure(work.db)
    municipality_code = await erasure.hold(provider_id, kept_by(caller))
    if municipality_code is None:
        raise not_found()
    await erasure.apply(provider_id)
    work.announce(
        DataSubjectErased(
            erasure_id=uuid4(),
            provider_id=provider_id,
            municipality_code=municipality_code,
            version=1,
            occurred_at=work.now,
        )
    )
