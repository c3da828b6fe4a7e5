"""Whatever a service shows over HTTP, asked for by everybody who may look."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from uuid import UUID, uuid4

import httpx
from chassis.process.testing import Running

ROLES = ("administrator", "coordinator", "service")


async def every_page(
    app: Running, ids: Mapping[str, UUID], town: str
) -> AsyncIterator[httpx.Response]:
    """Every GET; `ids`: what stands in the paths, by its name there."""
    documented = (await app.client.get("/v1/openapi.json")).json()
    for path in (path for path, methods in documented["paths"].items() if "get" in methods):
        for role in ROLES:
            yield await app.client.get(
                "/v1" + path.removeprefix("/v1").format_map(defaultdict(uuid4, ids)),
                params={"municipalityCode": town},
                headers=app.token(role, municipalities=[town]),
            )
