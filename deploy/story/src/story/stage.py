"""What every chapter has at hand, and the few things that all of them do."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from story.cast import PATIENCE, Cast, id_of
from story.timeline import Timeline
from story.witness import Witness

Body = dict[str, Any]


class Unexpected(Exception):
    """A service answered otherwise than the story goes."""


@dataclass
class Stage:
    """One telling: its own mail addresses and ids, so that earlier tellings do not count."""

    cast: Cast
    witness: Witness
    timeline: Timeline
    run: str = field(default_factory=lambda: uuid4().hex[:8])
    questions: list[str] = field(default_factory=list)
    euros: tuple[int, int] = (0, 0)
    """Awarded and left, in cents."""

    @property
    def integrator(self) -> str:
        """What the receiver of webhooks is called in this telling."""
        return f"story-{self.run}"

    def address(self, name: str) -> str:
        """The mail address of a provider or an organisation in this telling."""
        return f"{name.lower().replace(' ', '-')}.{self.run}@voorbeeld.nl"

    async def ask(
        self, service: str, method: str, path: str, body: object = None, **who: Any
    ) -> Any:
        """The answer of a request that must succeed."""
        answer = await self.cast.ask(service, method, path, body, **who)
        if answer.status_code >= 400:
            raise Unexpected(f"{method} {service} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None

    async def step(self, handover: Body, organisation: str, step: str, **what: Any) -> Body:
        """A step of a handover, taken by somebody of an organisation."""
        path = f"/handovers/{handover['handover_id']}/steps"
        taken: Body = await self.ask(
            "routing", "POST", path, {"step": step, **what}, role="partner", of=organisation
        )
        return taken

    async def handover_to(self, organisation: str, question_id: str) -> Body:
        """The request to an organisation to take a question over, when it has been made."""
        return await self.witness.first(
            "HandoverRequested",
            lambda data: (
                data["question_id"] == question_id
                and data["to_organisation_id"] == str(id_of(organisation))
            ),
        )

    async def event(self, name: str, question_id: str) -> Body:
        return await self.witness.first(name, lambda data: data["question_id"] == question_id)

    async def signal(self, name: str, signal: Body) -> Body:
        return await self.witness.first(name, lambda data: data["signal_id"] == signal["signal_id"])

    async def page(self, link: str, **form: str) -> str:
        """What somebody reads who opens a link, or sends the form behind it."""
        answer = await self.cast.open(link, **form)
        if answer.status_code >= 400:
            raise Unexpected(f"a page: {answer.status_code}")
        return answer.text

    async def page_with(self, link: str, words: str) -> str:
        """The page, when these words are on it: services hear of each other a moment later."""
        async with asyncio.timeout(PATIENCE):
            while True:
                page = await self.page(link)
                if words in page:
                    return page
                await asyncio.sleep(0.05)

    async def mail(self, to: str, number: int = 1) -> list[Body]:
        """The mails to an address, when there are so many."""
        return await self.cast.arrived("/mails", number, to=to)

    async def told(self, words: str) -> None:
        """Until the integrator was told of it by webhook: notifications knows of it then."""
        async with asyncio.timeout(PATIENCE):
            while True:
                arrivals = await self.cast.arrived(f"/webhooks/{self.integrator}/received", 0)
                if any(words in arrival["body"] for arrival in arrivals):
                    return
                await asyncio.sleep(0.05)

    async def mail_with(self, to: str, words: str, subject: str = "") -> list[Body]:
        """The mails to an address with these words, when there is one; of any subject, or one."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [
                    mail
                    for mail in await self.mail(to, 0)
                    if words in mail["text"] and subject in mail["subject"]
                ]
                if found:
                    return found
                await asyncio.sleep(0.05)


def question(
    theme: str, municipality: str, provider: tuple[str, str], text: str, address: str, **more: Any
) -> Body:
    """What a person fills in; `provider` is its kind and its name."""
    kind, name = provider
    return {
        "theme": theme,
        "municipality_code": municipality,
        "provider": {"kind": kind, "name": name},
        "text": text,
        "contact": {"name": "Sam de Boer", "email": address},
        "consent": True,
        **more,
    }
