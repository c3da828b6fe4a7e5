"""Who asks: people over HTTP, partners over Kafka, applicants for money."""

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from random import Random
from typing import Any
from uuid import UUID, uuid4

from chassis.kafka.partners import Partner
from contracts.catalogue import submissions_topic
from contracts.envelope import CONTENT_TYPE, CloudEvent, encode
from contracts.partners import QuestionSubmitted

from .client import Client
from .history import Application, Asked, Question, Submission
from .preparing import PARTNERS
from .publisher import Publisher
from .scene import MUNICIPALITY

HEADERS = [("content-type", CONTENT_TYPE.encode())]
STRANGE = [*HEADERS, ("note", None), ("note", b"\xff\xfe caf\xe9"), ("ce_id", b"another")]
"""Headers that Kafka allows, and that no reader may stumble over."""


def _details(address: str) -> dict[str, Any]:
    contact = {"name": "Sam de Boer", "email": address}
    return {"text": "Wij zoeken vrijwilligers voor de kantine.", "contact": contact}


def _address() -> str:
    return f"{uuid4().hex}@voorbeeld.nl"


@dataclass
class People:
    """Ask through the form, or are heard by an organisation; some send the same twice at once."""

    client: Client
    asked: Asked
    chance: Random

    async def ask(self) -> None:
        address, key = _address(), uuid4().hex
        form = {
            **_details(address),
            "theme": "volunteers",
            "municipality_code": MUNICIPALITY,
            "provider": {"kind": "club", "name": "v.v. Rood-Wit"},
            "consent": True,
        }
        who: dict[str, Any] = {}
        if self.chance.random() < 0.5:
            partner = self.chance.choice(list(PARTNERS.values()))
            who = {"role": "partner", "organisation_id": partner.organisation_id}
            form["channel"] = "conversation"
        times = 2 if self.chance.random() < 0.2 else 1
        answers = await asyncio.gather(
            *(
                self.client.must("intake", "POST", "/questions", form, key=key, **who)
                for _ in range(times)
            )
        )
        for question_id in {answer["question_id"] for answer in answers}:
            self.asked.questions.append(Question(question_id, address))


@dataclass
class PartnerClient:
    """Puts the details in the vault, and publishes: so many times each."""

    partner: Partner
    times: int
    client: Client
    publisher: Publisher
    asked: Asked
    chance: Random

    async def ask(self) -> None:
        address, ref = _address(), uuid4().hex
        who = {"role": "partner", "organisation_id": self.partner.organisation_id}
        await self.client.must("intake", "PUT", f"/details/{ref}", _details(address), **who)
        event = self._event(ref)
        self.asked.submissions.append(Submission(self.partner.slug, event.id, address))
        headers = STRANGE if self.chance.random() < 0.1 else HEADERS
        topic = submissions_topic(self.partner.slug)
        for _ in range(self.times):
            await self.publisher.send(topic, ref.encode(), encode(event), headers)

    def _event(self, ref: str) -> CloudEvent:
        submitted = QuestionSubmitted(
            municipality_code=MUNICIPALITY,
            theme="volunteers",
            provider_ref=ref,
            provider_kind="club",
            details_ref=ref,
            consent="consent_given",
            asked_at=datetime.now(UTC),
        )
        return CloudEvent(
            id=str(uuid4()),
            source=self.partner.source,
            type=submitted.type,
            time=datetime.now(UTC),
            data=json.loads(submitted.model_dump_json()),
        )


class Applicants:
    """Several organisations that ask for money of one budget line, until long after it is gone."""

    def __init__(self, client: Client, asked: Asked, chance: Random, line_id: UUID) -> None:
        self.client = client
        self.asked = asked
        self.chance = chance
        self.line_id = line_id
        self._turn = count()

    async def ask(self) -> None:
        partners = list(PARTNERS.values())
        partner = partners[next(self._turn) % len(partners)]
        body = {
            "budget_line_id": str(self.line_id),
            "requested_cents": self.chance.randint(1, 100_000),
            "purpose": "grow_membership",
            "legal_form": "association",
        }
        who = {"role": "partner", "organisation_id": partner.organisation_id}
        answer = await self.client.must(
            "funding", "POST", "/applications", body, key=uuid4().hex, **who
        )
        self.asked.applications.append(Application(answer["id"], str(self.line_id)))
