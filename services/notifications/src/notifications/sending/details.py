"""Providers' addresses and links, read from intake's vault when a mail goes; never kept."""

from http import HTTPStatus

import aiohttp
from pydantic import BaseModel

from notifications.sending.access import Client

NOT_THERE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class VaultAway(Exception):
    """The vault, or who gives tokens for it, does not answer as it should."""


class NoDetails(Exception):
    """The vault has nothing under this reference: never had, or no more."""


class Contact(BaseModel):
    email: str | None = None


class Desk(BaseModel):
    name: str
    email: str | None = None
    telephone: str | None = None


class Found(BaseModel):
    """The part of an answer that a mail needs.

    `link` is the asker's own, to its question; `asked` is what the asker is to tell.
    """

    contact: Contact | None = None
    link: str | None = None
    desk: Desk | None = None
    asked: str | None = None

    @property
    def mail_address(self) -> str | None:
        """None when the provider gave none."""
        return self.contact.email if self.contact else None

    @property
    def for_the_text(self) -> dict[str, str | None]:
        """What a mail says besides what it is about."""
        desk = self.desk.model_dump() if self.desk else {}
        return {
            "link": self.link,
            "asked": self.asked,
            **{f"desk_{name}": value for name, value in desk.items()},
        }


class Details:
    def __init__(self, client: Client, intake_url: str) -> None:
        self._client = client
        self._url = f"{intake_url.rstrip('/')}/v1/details"

    async def of(self, ref: str, question_id: str | None) -> Found:
        """Of the provider with this reference; with the link to this question of it."""
        asked = {"purpose": "notification"} | ({"questionId": question_id} if question_id else {})
        try:
            status, body = await self._client.ask(
                "GET", f"{self._url}/{ref}", NOT_THERE, params=asked
            )
            if status in NOT_THERE:
                raise NoDetails
            return Found.model_validate_json(body)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise VaultAway from error
