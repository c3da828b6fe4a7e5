"""Intake on its emptied database, and what is said to it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running, running_on
from contracts.envelope import CloudEvent
from contracts.event import Event
from contracts.passing_on import EscalationStarted
from contracts.routing import (
    HandoverAccepted,
    HandoverCompleted,
    HandoverContactMade,
    HandoverDeclined,
    HandoverDiverted,
    HandoverInformationProvided,
    HandoverInformationRequested,
    HandoverRequested,
    HandoverReturned,
)
from intake.details.repository import Vault
from intake.service import service
from kept_databases import KeptDatabases

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday
HOEKSCHE_WAARD = "GM1963"


@pytest.fixture
async def app(databases: KeptDatabases) -> AsyncIterator[Running]:
    engine = await databases.emptied(service.name)
    async with running_on(engine, service) as running:
        running.now = NOW
        yield running


@pytest.fixture
def form() -> dict[str, Any]:
    """What a person fills in."""
    return {
        "theme": "volunteers",
        "municipality_code": HOEKSCHE_WAARD,
        "provider": {"kind": "club", "name": "VV De Dijk"},
        "text": "Hoe vinden wij genoeg vrijwilligers?",
        "contact": {"name": "Anna Bakker", "email": "anna@example.nl"},
        "consent": True,
    }


@pytest.fixture
def coordinator(app: Running) -> dict[str, str]:
    return app.token("coordinator", municipalities=[HOEKSCHE_WAARD])


@dataclass
class Asked:
    """A question that came in by the form, with what can be done with it."""

    app: Running
    id: UUID
    as_coordinator: dict[str, str]
    form: dict[str, Any] = field(default_factory=dict)
    link: str = ""
    """The path of the private link."""

    async def another(self, **different: Any) -> str:
        """The id of a question that the same asker asks as well."""
        answer = await self.app.client.post("/v1/questions", json={**self.form, **different})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["question_id"])

    async def take(self, step: str, **told: Any) -> Any:
        answer = await self.app.client.post(
            f"/v1/questions/{self.id}/steps",
            json={"step": step, **told},
            headers=self.as_coordinator,
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def now(self) -> Any:
        answer = await self.app.client.get(f"/v1/questions/{self.id}", headers=self.as_coordinator)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
async def asked(app: Running, form: dict[str, Any], coordinator: dict[str, str]) -> Asked:
    answer = await app.client.post("/v1/questions", json=form)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    link = "/v1/my-questions/" + told["link"].rpartition("/")[2]
    return Asked(app, UUID(told["question_id"]), coordinator, form, link)


async def submit(app: Running, slug: str, *events: Event | CloudEvent) -> None:
    """As a partner does: first who asks what, where nothing stands yet, and then the questions."""
    told = [each.data if isinstance(each, CloudEvent) else each.model_dump() for each in events]
    refs = {str(data["details_ref"]) for data in told if data}
    own = [(UUID(int=len(slug)), ref) for ref in sorted(refs)]
    async with app.begin() as work:
        vault = Vault(work.db)
        known = await vault.named(own)
        for organisation_id, ref in own:
            if (organisation_id, ref) not in known:
                content = {"text": "Wie helpt ons?", "contact": {"name": "Bram"}}
                await vault.put(content, NOW, organisation_id=organisation_id, partner_ref=ref)
    await app.submit(slug, *events)


class Routing:
    """Says what routing would say of one handover of a question."""

    def __init__(self, question_id: UUID) -> None:
        self.organisation_id = uuid4()
        self._of_question = {
            "question_id": question_id,
            "to_organisation_id": self.organisation_id,
            "municipality_code": HOEKSCHE_WAARD,
            "version": 1,
            "occurred_at": NOW,
        }
        self._named = {**self._of_question, "handover_id": uuid4()}

    def requested(self) -> HandoverRequested:
        return HandoverRequested.model_validate(
            {
                **self._named,
                "attempt": 1,
                "mode": "warm",
                "rule_id": uuid4(),
                "rule_version": 1,
                "theme": "volunteers",
                "provider_id": uuid4(),
                "provider_kind": "club",
                "details_ref": "a-ref",
                "acknowledge_by": NOW + timedelta(days=1),
                "reply_by": NOW + timedelta(days=2),
            }
        )

    def accepted(self) -> HandoverAccepted:
        more = {"receiver_kind": "person", "contact_by": NOW + timedelta(days=7)}
        return HandoverAccepted.model_validate({**self._named, **more})

    def declined(self) -> HandoverDeclined:
        return HandoverDeclined.model_validate({**self._named, "reason": "no_capacity"})

    def diverted(self) -> HandoverDiverted:
        return HandoverDiverted.model_validate(self._named)

    def declined_for(self, right_theme: str) -> HandoverDeclined:
        why = {"reason": "wrong_theme", "right_theme": right_theme}
        return HandoverDeclined.model_validate({**self._named, **why})

    def returned(self) -> HandoverReturned:
        return HandoverReturned.model_validate({**self._named, "reason": "wrong_theme"})

    @property
    def handover_id(self) -> UUID:
        return UUID(str(self._named["handover_id"]))

    def contact_made(self) -> HandoverContactMade:
        more = {"introduction": "telephone", "within_term": True}
        return HandoverContactMade.model_validate({**self._named, **more})

    def completed(self) -> HandoverCompleted:
        more = {"outcome": "helped", "warm": True, "cold_because": []}
        return HandoverCompleted.model_validate({**self._named, **more})

    def information_requested(self) -> HandoverInformationRequested:
        return HandoverInformationRequested.model_validate(self._named)

    def information_provided(self) -> HandoverInformationProvided:
        return HandoverInformationProvided.model_validate(self._named)

    def escalated(self) -> EscalationStarted:
        more = {"escalation_id": uuid4(), "level": 1, "reason": "no_responder"}
        return EscalationStarted.model_validate({**self._of_question, **more})


@pytest.fixture
def routing(asked: Asked) -> Callable[[], Routing]:
    """A new handover of the question that was asked."""
    return lambda: Routing(asked.id)
