"""Contact details and free text: put by partners, read for a purpose, each reading logged."""

from datetime import datetime
from typing import Annotated, Literal

from chassis.http import Begin, Router
from chassis.identity import Caller, Role, allowed
from chassis.problems import Conflict, Forbidden, NotFound
from chassis.vault_log import Processing, log_processing, pseudonym
from contracts.shapes import Reference
from fastapi import Depends, Request
from pydantic import BaseModel

from intake.api.access import Reader, scope_of
from intake.api.fields import Body, Contact, Line, Text
from intake.repository.vault import Vault
from intake.safety import is_report, places
from intake.sentences import GO_ELSEWHERE
from intake.settings import Settings

router = Router(tags=["details"])

Partner = Annotated[Caller, Depends(allowed(Role.PARTNER))]
Purpose = Literal["handover", "notification"]
ACTIVITY = "urn:sportloket:verwerking:{purpose}"


class DetailsForm(Body):
    """Of a question that the partner will submit on its topic under this reference."""

    text: Text
    contact: Contact
    provider_name: Line | None = None


class DetailsPut(BaseModel):
    """`details_ref` is what events call it."""

    details_ref: str


class ContactShown(BaseModel):
    name: str
    email: str | None = None
    telephone: str | None = None


class Remark(BaseModel):
    by: Literal["desk", "provider"]
    text: str
    at: str


class Details(BaseModel):
    details_ref: str
    text: str | None = None
    contact: ContactShown | None = None
    provider_name: str | None = None
    remarks: list[Remark] = []


def refuse_report(text: str | None) -> None:
    """A report of transgressive behaviour is not kept, whoever writes it down."""
    if text is not None and is_report(text):
        told = " ".join(f"{place['name']}: {place.get('telephone', '')}" for place in places())
        raise Conflict("safety-report", "Dit bewaren wij niet.", f"{GO_ELSEWHERE} {told}")


@router.put("/details/{ref}")
async def put_details(
    ref: Reference, details: DetailsForm, caller: Partner, work: Begin
) -> DetailsPut:
    """What was put under the same reference before is replaced."""
    if caller.organisation_id is None:
        raise Forbidden("organisation-needed", "Dit kan alleen namens een organisatie.")
    refuse_report(details.text)
    stored = await Vault(work.db).put(
        details.model_dump(exclude_none=True),
        work.now,
        organisation_id=caller.organisation_id,
        partner_ref=ref,
    )
    return DetailsPut(details_ref=stored)


@router.get("/details/{ref}")
async def get_details(
    ref: Reference, purpose: Purpose, caller: Reader, request: Request, work: Begin
) -> Details:
    """For whoever has the question now, received it, or must tell people about it."""
    if (purpose == "notification") is not (Role.SERVICE in caller.roles):
        raise Forbidden("other-purpose", "Voor dit doel mag u dit niet lezen.")
    found = await Vault(work.db).read(ref, scope_of(caller))
    if found is None:
        raise NotFound("no-such-details", "Deze gegevens zijn er niet, of u mag ze niet zien.")
    details_ref, content = found
    _log(purpose, details_ref, caller, request, work.now)
    return Details(details_ref=details_ref, **content)


def _log(
    purpose: Purpose, details_ref: str, caller: Caller, request: Request, now: datetime
) -> None:
    settings: Settings = request.app.state.runtime.settings
    key = settings.pseudonym_key.get_secret_value().encode()
    reading = Processing(
        name="read details",
        activity_id=ACTIVITY.format(purpose=purpose),
        subject_pseudonym=pseudonym(key, details_ref),
        subject_type="contact_person",
        started_at=now,
        ended_at=now,
        processor=caller.organisation_id.urn if caller.organisation_id else None,
    )
    log_processing(reading)
