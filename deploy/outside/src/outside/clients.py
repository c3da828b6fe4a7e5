import base64
import binascii
from urllib.parse import parse_qs

from fastapi import Request


async def asked_by_client(request: Request) -> tuple[str, str, str]:
    """Grant type, client's name and secret; a name and secret in the header go first."""
    form = parse_qs((await request.body()).decode(errors="replace"))
    grant_type, name, secret = (
        form.get(field, [""])[0] for field in ("grant_type", "client_id", "client_secret")
    )
    return grant_type, *(_in_header(request) or (name, secret))


def _in_header(request: Request) -> tuple[str, str] | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return name, secret
