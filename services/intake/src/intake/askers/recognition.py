"""Who asks, without an account: recognised by a keyed hash, and let in by a private link."""

import hashlib
import hmac
import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from intake.settings import Settings

NO_DIGIT: Final = re.compile(r"\D")
ABROAD: Final = re.compile(r"^(?:0031|31)0?(?=\d{9}$)")


def marks(contact: Mapping[str, Any], municipality_code: str, settings: Settings) -> list[str]:
    """One for the e-mail address and one for the number; the same for the same asker there."""
    return [
        _keyed(settings, f"asker\n{municipality_code}\n{means}").hexdigest()
        for means in _means(contact)
    ]


def _means(contact: Mapping[str, Any]) -> Iterator[str]:
    if email := contact.get("email"):
        yield unicodedata.normalize("NFKC", email).strip().casefold()
    if telephone := contact.get("telephone"):
        yield ABROAD.sub("0", NO_DIGIT.sub("", telephone))


def token_of(question_id: UUID, settings: Settings) -> str:
    """Of the private link: nobody can guess it, and it need not be kept."""
    return urlsafe_b64encode(_keyed(settings, f"link\n{question_id}").digest()).decode().rstrip("=")


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str, settings: Settings) -> str:
    return f"{settings.public_url.rstrip('/')}/my-questions/{token}"


def _keyed(settings: Settings, words: str) -> "hmac.HMAC":
    return hmac.new(settings.asker_key.get_secret_value().encode(), words.encode(), hashlib.sha256)
