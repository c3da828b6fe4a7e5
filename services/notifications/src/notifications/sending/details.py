"""Providers' mail addresses, read from intake's vault when a mail is about to go; never kept."""

from collections.abc import AsyncIterator
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
    """The part of an answer that a mail needs."""

    contact: Contact | None = None


class Details:
    def __init__(self, client: aiohttp.ClientSession, token: AccessToken, intake_url: str) -> None:
        self._client = client
        self._token = token
        self._url = f"{intake_url.rstrip('/')}/v1/details"

    async def mail_address(self, ref: str) -> str | None:
        """None when the provider gave none."""
        try:
            status, body = await self._read(ref)
            if status == HTTPStatus.UNAUTHORIZED:
                self._token.refused()
                status, body = await self._read(ref)
            if status in NOT_THERE:
                raise NoDetails
            found = Found.model_validate_json(body)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise VaultAway from error
        return found.contact.email if found.contact else None

    async def _read(self, ref: str) -> tuple[int, bytes]:
        async with self._client.get(
            f"{self._url}/{ref}",
            params={"purpose": "notification"},
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
