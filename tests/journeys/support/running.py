"""A running Sportloket as its clients find it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from local_runtime.environment import Places
from spans import Spans


@dataclass(frozen=True)
class Sportloket:
    """`told`: what the environment of clients says; `logs`: the folder with what programs print;
    `spans`: what the services export.
    """

    told: Mapping[str, str]
    places: Places
    logs: Path
    http: httpx.AsyncClient
    spans: Spans

    def url(self, service: str) -> str:
        return self.told[f"SPORTLOKET_{service.upper()}_URL"]

    async def token(
        self,
        *roles: str,
        organisation_id: UUID | None = None,
        municipalities: Sequence[str] | None = None,
    ) -> dict[str, str]:
        """The header of somebody with these roles."""
        wish: dict[str, Any] = {"roles": roles}
        if organisation_id is not None:
            wish["organisation_id"] = str(organisation_id)
        if municipalities is not None:
            wish["municipalities"] = list(municipalities)
        answer = await self.http.post(f"{self.told['SPORTLOKET_OUTSIDE_URL']}/tokens", json=wish)
        return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}
