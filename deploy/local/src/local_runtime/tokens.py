import asyncio
import json
from urllib.request import Request, urlopen

from local_runtime.environment import CLAIMS

LASTS = 12 * 60 * 60  # seconds


async def token_for_each_role(issuer: str) -> dict[str, str]:
    """Bearer tokens of the local issuer, by role."""
    tokens = await asyncio.gather(*(asyncio.to_thread(_token, issuer, role) for role in CLAIMS))
    return dict(zip(CLAIMS, tokens, strict=True))


def _token(issuer: str, role: str) -> str:
    wish = {"roles": [role], "lifetime_seconds": LASTS, **CLAIMS[role]}
    headers = {"Content-Type": "application/json"}
    request = Request(f"{issuer}/tokens", json.dumps(wish).encode(), headers)  # noqa: S310
    with urlopen(request, timeout=5) as answer:  # noqa: S310 — our own issuer's address
        return str(json.load(answer)["access_token"])
