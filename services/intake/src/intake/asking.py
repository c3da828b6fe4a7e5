"""A question that somebody asks, registered once however often it is sent."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from chassis.problems import Conflict
from chassis.work import Work
from contracts.vocabulary import Channel, ConsentGround, ProviderKind, Theme

from intake.announcing import received
from intake.domain.question import Question
from intake.receiving import first_deadline, receive
from intake.repository.providers import Providers
from intake.repository.requests import Requests
from intake.repository.vault import Vault, new_ref

NAMESPACE = UUID("1f6e0b0c-6d0c-5a5f-8a55-3f2b9f0f7d11")


@dataclass(frozen=True, slots=True)
class Asked:
    """`details` go to the vault: what was asked, by whom, for which provider."""

    theme: Theme
    municipality_code: str
    provider_kind: ProviderKind
    provider_id: UUID | None
    consent: bool
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class By:
    """Who brings it in, and how they heard it."""

    role: str
    organisation_id: UUID | None
    channel: Channel


async def ask(asked: Asked, by: By, key: str | None, work: Work) -> tuple[Question, bool]:
    """The question, and whether it is new; the same key means the same question."""
    question = _question(asked, by, key, work)
    await Providers(work.db).add(
        question.provider_id, question.provider_kind, question.municipality_code, work.now
    )
    if not await receive([question], work, by.role):
        return await _earlier(question.id, _digest(asked, by), work), False
    await Vault(work.db).put(
        asked.details, work.now, ref=question.details_ref, organisation_id=by.organisation_id
    )
    if key is not None:
        await Requests(work.db).remember(question.id, _digest(asked, by))
    await work.announce(received(question))
    return question, True


async def _earlier(question_id: UUID, digest: str, work: Work) -> Question:
    earlier = await Requests(work.db).repeated(question_id, digest)
    if earlier is None:
        raise Conflict(
            "idempotency-key-used",
            "Deze sleutel is al gebruikt.",
            "Met deze Idempotency-Key is eerder een andere vraag gestuurd.",
        )
    return earlier


def _digest(asked: Asked, by: By) -> str:
    said = json.dumps([asdict(asked), asdict(by)], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _question(asked: Asked, by: By, key: str | None, work: Work) -> Question:
    question_id = uuid5(NAMESPACE, f"{by.organisation_id or 'open'}:{key}") if key else uuid4()
    return Question(
        id=question_id,
        municipality_code=asked.municipality_code,
        theme=asked.theme,
        provider_id=asked.provider_id or uuid5(question_id, "provider"),
        provider_kind=asked.provider_kind,
        channel=by.channel,
        received_by_organisation_id=by.organisation_id,
        details_ref=new_ref(),
        consent=ConsentGround.CONSENT_GIVEN if asked.consent else ConsentGround.NOT_ASKED,
        asked_at=work.now,
        received_at=work.now,
        due_at=first_deadline(work.now),
    )
