"""What who asked wrote, and how to reach them: read from intake's vault for a page, never kept."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import httpx
from pydantic import BaseModel, ValidationError

from routing.settings import Settings

PATIENCE: Final = httpx.Timeout(2.0)
NOT_NOW: Final = "Wij kunnen dit nu niet opslaan. Probeer het over een paar minuten opnieuw."


class NotWritten(Exception):
    """`why`: a sentence for who wrote it."""

    def __init__(self, why: str) -> None:
        super().__init__("the words were not kept")
        self.why = why


class Contact(BaseModel):
    name: str | None = None
    email: str | None = None
    telephone: str | None = None


class Written(BaseModel):
    by: str
    text: str


class AskerWords(BaseModel):
    """As much as the organisation may see now."""

    text: str | None = None
    provider_name: str | None = None
    contact: Contact | None = None
    remarks: list[Written] = []


@dataclass(frozen=True, slots=True)
class IntakeVault:
    """Reads and writes for an organisation without an account, which intake judges itself."""

    settings: Settings

    async def words_for(self, organisation_id: UUID, details_ref: str) -> AskerWords | None:
        """None when it may see nothing (yet), or intake does not answer."""
        if self.settings.intake_url is None:
            return None
        asked = {"purpose": "handover", "onBehalfOf": str(organisation_id)}
        try:
            answer = await self._ask("GET", f"details/{details_ref}", params=asked)
            return AskerWords.model_validate_json(answer.raise_for_status().content)
        except (httpx.HTTPError, ValidationError):
            return None

    async def write(self, organisation_id: UUID, question_id: UUID, words: str) -> None:
        """NotWritten when intake refuses it, or does not answer."""
        body = {"organisation_id": str(organisation_id), "text": words}
        if self.settings.intake_url is None:
            raise NotWritten(NOT_NOW)
        try:
            answer = await self._ask("POST", f"questions/{question_id}/messages", json=body)
        except httpx.HTTPError as error:
            raise NotWritten(NOT_NOW) from error
        if answer.is_error:
            refused = answer.status_code == HTTPStatus.CONFLICT
            raise NotWritten(answer.json()["detail"] if refused else NOT_NOW)

    async def _ask(self, method: str, path: str, **what: Any) -> httpx.Response:
        settings = self.settings
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            granted = await client.post(
                settings.token_url,
                data={"grant_type": "client_credentials"},
                auth=(settings.client_id, settings.client_secret.get_secret_value()),
            )
            token = granted.raise_for_status().json()["access_token"]
            url = f"{(settings.intake_url or '').rstrip('/')}/v1/{path}"
            headers = {"Authorization": f"Bearer {token}"}
            return await client.request(method, url, headers=headers, **what)
