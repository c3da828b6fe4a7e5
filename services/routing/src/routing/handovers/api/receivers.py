"""Who takes a question up, by name: from the vault, for a purpose, and logged."""

from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from chassis.observability.processing_log import Processing, log_processing, pseudonym
from contracts.vocabulary import ReceiverKind
from fastapi import Query, Request
from pydantic import BaseModel

from routing.case.visibility import Thing, sees
from routing.handovers.repository.reader import HandoverReader, visible_handover
from routing.handovers.repository.receivers import Vault
from routing.settings import Settings
from routing.shared.http import Purpose, Reading
from routing.shared.scope import scope_of

router = Router(prefix="/handovers", tags=["handovers"])


class ReceiverView(BaseModel):
    kind: ReceiverKind
    name: str


@router.get("/{handover_id}/receiver", summary="Who takes the question up, while it is under way")
async def get_receiver(
    handover_id: UUID,
    purpose: Annotated[Purpose, Query()],
    caller: Reading,
    work: Begin,
    request: Request,
) -> ReceiverView:
    scope = scope_of(caller)
    handover = await visible_handover(handover_id, HandoverReader(work.db, scope))
    ref = handover.receiver_ref if sees(scope, Thing.RECEIVER, handover) else None
    named = await Vault(work.db).read(ref) if ref else None
    if ref is None or named is None:
        raise NotFound("no-receiver", "Er is nu niemand die de vraag oppakt.")
    if named.kind is ReceiverKind.PERSON:
        settings = cast(Settings, request.app.state.process.settings)
        _log(ref, purpose, settings.pseudonym_key.get_secret_value(), work.now)
    return ReceiverView(kind=named.kind, name=named.name)


def _log(ref: str, purpose: Purpose, key: str, now: datetime) -> None:
    log_processing(
        Processing(
            name="read the name of a receiver",
            activity_id=f"urn:sportloket:processing:routing:{purpose}",
            subject_pseudonym=pseudonym(key.encode(), ref),
            subject_type="receiver",
            started_at=now,
            ended_at=now,
        )
    )
