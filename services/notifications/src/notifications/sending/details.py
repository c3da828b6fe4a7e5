"""Providers' addresses and links, read from intake's vault when a mail goes; never kept."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

import aiohttp
from pydantic import BaseModel

from notifications.sending.access import AccessToken
from notifications.settings import Settings

TIMEOUT = aiohttp.ClientTimeout(total=5)
NOT_THERE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class VaultAway(Exception):
    """The vault, or who gives tokens for it, does not answer as it should."""


class NoDetails(Exception):
    """The vault has nothing under this reference: never had, or no more."""


class Contact(BaseModel):
    email: str | None = None


class Found(BaseModel):
    """The part of an answer that a mail needs; `link` is the asker's own, to its question."""

    contact: Contact | None = None
    link: str | None = None

    @property
    def mail_address(self) -> str | None:
        """None when the provider gave none."""
        return self.contact.email if self.contact else None


class Details:
    def __init__(self, client: aiohttp.ClientSession, token: AccessToken, intake_url: str) -> None:
        self._client = client
        self._token = token
        self._url = f"{intake_url.rstrip('/')}/v1/details"

    async def of(self, ref: str, question_id: str | None) -> Found:
        """Of the provider with this reference; with the link to this question of it."""
        asked = {"purpose": "notification"} | ({"questionId": question_id} if question_id else {})
        try:
            status, body = await self._read(ref, asked)
            if status == HTTPStatus.UNAUTHORIZED:
                self._token.refused()
                status, body = await self._read(ref, asked)
            if status in NOT_THERE:
                raise NoDetails
            return Found.model_validate_json(body)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise VaultAway from error

    async def _read(self, ref: str, asked: Mapping[str, str]) -> tuple[int, bytes]:
        async with self._client.get(
            f"{self._url}/{ref}",
            params=asked,
            headers={"Authorization": f"Bearer {await self._token.value()}"},
        ) as answer:
            if answer.status not in NOT_THERE | {HTTPStatus.UNAUTHORIZED}:
                answer.raise_for_status()
            return answer.status, await answer.read()


@asynccontextmanager
async def details_of(settings: Settings) -> AsyncIterator[Details]:
    async with aiohttp.ClientSession(timeout=TIMEOUT) as client:
        secret = settings.client_secret.get_secret_value()
        token = AccessToken(client, settings.token_url, settings.client_id, secret)
        yield Details(client, token, settings.intake_url)
