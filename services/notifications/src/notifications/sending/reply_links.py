"""Links by which organisations reply, made by routing when a mail is about to go; never kept."""

from http import HTTPStatus

import aiohttp
from pydantic import BaseModel

from notifications.domain.mails import Mail
from notifications.domain.occasions import FOLLOWED_UP, WITH_LINK
from notifications.sending.access import Client
from notifications.sending.fill_in import Pointless

NOTHING_TO_REPLY = {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}


class RoutingAway(Exception):
    """Routing, or who gives tokens for it, does not answer as it should."""


class Made(BaseModel):
    url: str


class ReplyLinks:
    def __init__(self, client: Client, routing_url: str | None) -> None:
        self._client = client
        self._url = routing_url and f"{routing_url.rstrip('/')}/v1/handovers"

    async def reply_url(self, mail: Mail) -> str | None:
        """None where the mail has no link; Pointless when there is nothing to reply any more."""
        handover_id = mail.about.get("handover_id")
        if self._url is None or handover_id is None or mail.template not in WITH_LINK:
            return None
        wish: dict[str, object] = {"purpose": "notification"}
        if mail.template in FOLLOWED_UP:
            wish |= {"version": mail.about["version"]}
        try:
            url = await self._make(f"{self._url}/{handover_id}/reply-links", wish)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise RoutingAway from error
        if url is None and mail.template in FOLLOWED_UP:
            raise Pointless("overtaken")
        return url

    async def _make(self, address: str, wish: dict[str, object]) -> str | None:
        status, body = await self._client.ask("POST", address, NOTHING_TO_REPLY, json=wish)
        return None if status in NOTHING_TO_REPLY else Made.model_validate_json(body).url
