"""The people around funding, as clients of its API."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
from chassis.process.testing import Running
from contracts.budgets import AllotmentRequested
from contracts.event import Event

E = TypeVar("E", bound=Event)

HERE = "GM1963"
ALLOTMENT = AllotmentRequested.type
RULES = {
    "legal_forms": ["association", "foundation"],
    "minimum_cents": 100_00,
    "maximum_cents": 10_000_00,
    "mandate_up_to_cents": 1_000_00,
    "when_short": "nothing",
    "one_off": True,
    "regime": "subsidy",
}
PROGRAMME = {"code": "sports_agreement", "starts": "2000-01-01", "ends": "2199-12-31"}
STAFF = {
    "check": "coordinator",
    "admit": "coordinator",
    "request_supplement": "coordinator",
    "not_consider": "coordinator",
    "meet_condition": "coordinator",
    "order_payment": "coordinator",
    "confirm_payment": "administrator",
    "assess": "core_team",
    "defer": "core_team",
    "decide": "core_team",
    "settle": "core_team",
    "reclaim": "core_team",
}


@dataclass
class Desk:
    """Applicants, coordinators, the core team and administrators, as clients of the API."""

    app: Running
    applicant_id: UUID = field(default_factory=uuid4)

    def token(self, role: str) -> dict[str, str]:
        organisation_id = self.applicant_id if role == "partner" else None
        return self.app.token(role, organisation_id=organisation_id, municipalities=[HERE])

    async def put_line(self, line_id: UUID, ceiling_cents: int, **rules: Any) -> httpx.Response:
        body = {
            "municipality_code": HERE,
            "programme": rules.pop("programme", PROGRAMME),
            "ceiling_cents": ceiling_cents,
            "rules": RULES | rules,
        }
        path = f"/v1/budget-lines/{line_id}"
        return await self.app.client.put(path, json=body, headers=self.token("administrator"))

    async def line(self, ceiling_cents: int = 10_000_00, **rules: Any) -> UUID:
        """A new budget line."""
        line_id = uuid4()
        assert (await self.put_line(line_id, ceiling_cents, **rules)).status_code == 201
        return line_id

    async def post(
        self, line_id: UUID, cents: int, key: str | None = None, **more: Any
    ) -> httpx.Response:
        """An application as an applicant sends it."""
        body = {
            "budget_line_id": str(line_id),
            "requested_cents": cents,
            "purpose": "grow_membership",
            "legal_form": "association",
            **more,
        }
        headers = self.token("partner") | ({"Idempotency-Key": key} if key else {})
        return await self.app.client.post("/v1/applications", json=body, headers=headers)

    async def apply(self, line_id: UUID, cents: int, **more: Any) -> UUID:
        """A new application's id."""
        answer = await self.post(line_id, cents, **more)
        assert answer.status_code == 201, answer.text
        return UUID(answer.json()["id"])

    async def step(
        self, application_id: UUID, step: str, role: str | None = None, **more: Any
    ) -> httpx.Response:
        """A step, by the role whose step it is."""
        return await self.app.client.post(
            f"/v1/applications/{application_id}/steps",
            json={"step": step, **more},
            headers=self.token(role or STAFF.get(step, "partner")),
        )

    async def steps(self, application_id: UUID, *steps: str | Mapping[str, Any]) -> dict[str, Any]:
        """Several steps, all of which succeed; how the application is then."""
        for step in steps:
            said = {"step": step} if isinstance(step, str) else dict(step)
            answer = await self.step(application_id, **said)
            assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def get(self, path: str, role: str = "coordinator") -> Any:
        answer = await self.app.client.get(f"/v1{path}", headers=self.token(role))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def state(self, application_id: UUID) -> str:
        shown: str = (await self.get(f"/applications/{application_id}"))["state"]
        return shown

    async def allot(self) -> None:
        """Hear all requests for money that were said since the last time, as one batch."""
        asked = [event for event in await self.app.announced_since() if event.type == ALLOTMENT]
        await self.app.hear(*asked)

    async def said(self, application_id: UUID) -> list[str]:
        """The kinds of event about an application, in order, with their versions checked."""
        events = [one for one in await self.app.announced() if one.subject == str(application_id)]
        facts = [one for one in events if one.type != ALLOTMENT]
        versions = [one.data and one.data["version"] for one in facts]
        assert versions == list(range(1, len(facts) + 1))
        return [one.type.removeprefix("nl.sportloketten.").removesuffix(".v1") for one in facts]

    async def last(self, event: type[E]) -> E:
        return (await self.app.announced_of(event))[-1]

    async def books(self, line_id: UUID) -> dict[str, int]:
        """The balance of a line, after a check that the ledger says the same."""
        shown = await self.get(f"/budget-lines/{line_id}/reconciliation")
        assert shown["exact"]
        balance: dict[str, int] = shown["balance"]
        return {name.removesuffix("_cents"): cents for name, cents in balance.items()}
