"""A question and an application as they go, with personal data in every field that takes them."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from canaries import Canaries
from outsider import TRACED, Outsider

HERE = "GM0772"
REPORT = "De trainer zit aan de meisjes van de jeugd en niemand doet iets. "
SOON = 30.0  # seconds


@dataclass(frozen=True)
class Network:
    """Who plays: an administrator who works for nobody, and somebody of an organisation."""

    administrator: Outsider
    partner: Outsider
    organisation_id: str
    canaries: Canaries

    async def agree(self) -> None:
        """An organisation, a rule that all questions go there, and where its mail goes."""
        canaries, ask = self.canaries, self.administrator.must
        here = f"/organisations/{self.organisation_id}"
        entry = {"kind": "service_organisation", "name": "Een loket", "municipality_codes": [HERE]}
        await ask("routing", "put", here, entry)
        rule = {
            "municipality_code": HERE,
            "theme": "volunteers",
            "receivers": [self.organisation_id],
            "escalate_to_organisation_id": self.organisation_id,
            "valid_from": "2026-01-01",
        }
        await ask("routing", "put", f"/routing-rules/{uuid4()}", rule)
        address = {"address": canaries.mail("mail address")}
        await self.partner.must("notifications", "put", f"{here}/mail-address", address)

    async def subscribe(self) -> str:
        """To everything; the name of the receiver, whose address only it and we may know."""
        name = f"privacy-{self.canaries.run}"
        kept = "table notifications.subscriptions.url"
        secret = self.canaries.mail("address of a webhook", kept)
        outside = self.partner.sportloket.told["SPORTLOKET_WEBHOOKS_URL"]
        wish = {"url": f"{outside}/{name}?wie={secret}"}
        for client in (self.partner, self.administrator):
            await client.must("notifications", "post", "/subscriptions", wish)
        return name

    async def question(self) -> None:
        """From the open form to its completion."""
        taken = await self.partner.must("intake", "post", "/questions", self._form("question"))
        handover_id = (await self._handover(taken["question_id"]))["handover_id"]
        more = {"step": "provide_information", "text": self.canaries.text("more information")}
        await self._step("handovers", handover_id, step="request_information")
        await self._step("questions", taken["question_id"], **more)
        name = self.canaries.name("accept receiver.name")
        await self._step("handovers", handover_id, step="acknowledge")
        receiver = {"kind": "person", "name": name}
        await self._step("handovers", handover_id, step="accept", receiver=receiver)
        await self._step("handovers", handover_id, step="make_contact", introduction="telephone")
        await self._step("handovers", handover_id, step="report_progress")
        await self._step("handovers", handover_id, step="complete", outcome="helped")

    async def question_at_the_desk(self) -> None:
        """One that no rule passes on, with what the desk and the provider write to each other."""
        form = self._form("desk question") | {"theme": "space"}
        question_id = (await self.partner.must("intake", "post", "/questions", form))["question_id"]
        # Refused when routing was quicker to say that nobody can be asked: the desk has it then.
        steps = f"/questions/{question_id}/steps"
        await self.partner.ask("intake", "post", steps, {"step": "triage"}, headers=TRACED)
        for step in ("request_information", "provide_information", "answer"):
            outcome = {"outcome": "helped"} if step == "answer" else {}
            words = self.canaries.text(f"{step} text")
            await self._step("questions", question_id, step=step, text=words, **outcome)

    async def report(self) -> None:
        """Of transgressive behaviour: nothing of it is kept, in a vault either."""
        form = self._form("report", before=REPORT)
        answer = await self.partner.ask("intake", "post", "/questions", form)
        assert answer.json()["diverted"]

    async def application(self) -> None:
        line = f"/budget-lines/{uuid4()}"
        year = {"starts": "2026-01-01", "ends": "2026-12-31"}
        rules = {
            "legal_forms": ["none"],
            "maximum_cents": 100_000,
            "mandate_up_to_cents": 60_000,
            "when_short": "the_rest",
        }
        agreed = {
            "municipality_code": HERE,
            "programme": {"code": "sports_agreement", **year},
            "ceiling_cents": 100_000,
            "rules": rules,
        }
        await self.administrator.must("funding", "put", line, agreed)
        asked = {
            "budget_line_id": line.rpartition("/")[2],
            "requested_cents": 60_000,
            "purpose": "grow_membership",
            "legal_form": "none",
            "description": self.canaries.text("application description"),
        }
        await self.partner.must("funding", "post", "/applications", asked)

    def _form(self, what: str, before: str = "") -> dict[str, Any]:
        canaries = self.canaries
        return {
            "theme": "volunteers",
            "municipality_code": HERE,
            "provider": {"kind": "club", "name": canaries.name(f"{what} provider.name")},
            "text": before + canaries.text(f"{what} text"),
            "contact": {
                "name": canaries.name(f"{what} contact.name"),
                "email": canaries.mail(f"{what} contact.email"),
                "telephone": canaries.telephone(f"{what} contact.telephone"),
            },
            "consent": True,
        }

    async def _step(self, things: str, identity: str, **body: Any) -> None:
        service = {"questions": "intake", "handovers": "routing"}[things]
        await self.until_taken(service, f"/{things}/{identity}/steps", body)

    async def until_taken(self, service: str, path: str, body: dict[str, Any]) -> None:
        """As soon as what must come first has happened."""
        async with asyncio.timeout(SOON):
            while True:
                answer = await self.partner.ask(service, "post", path, body, headers=TRACED)
                if answer.status_code not in {404, 409}:
                    break
                await asyncio.sleep(0.1)
        assert answer.is_success, f"{path}: {answer.text}"

    async def _handover(self, question_id: str) -> dict[str, Any]:
        async with asyncio.timeout(SOON):
            while True:
                path = f"/questions/{question_id}/handovers"
                answer = await self.partner.ask("routing", "get", path)
                if answer.is_success and (found := answer.json()["handovers"]):
                    first: dict[str, Any] = found[0]
                    return first
                await asyncio.sleep(0.1)


def submission(**more: Any) -> dict[str, Any]:
    return {
        "municipality_code": HERE,
        "theme": "volunteers",
        "provider_ref": "club-17",
        "provider_kind": "club",
        "details_ref": "club-17",
        "consent": "consent_given",
        "asked_at": datetime.now(UTC).isoformat(),
        **more,
    }
