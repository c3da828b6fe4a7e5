"""Dutch for codes, amounts and moments, as they stand inside a sentence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from chassis.clocks.dutch_dates import end_of_term
from contracts.open_enumeration import OpenEnumeration

from notifications.domain.mails import About, codes_in

SOMEBODY = "een organisatie uit het netwerk"

PURPOSES: Final = {"grow_membership": "meer leden"}
"""Each municipality names its own; of one that is not here, the mail says nothing."""


def euros(cents: int) -> str:
    """€ 1.250,00"""
    whole, rest = divmod(cents, 100)
    return f"€ {whole:,},{rest:02}".replace(",", ".", f"{whole:,}".count(","))


def in_words(template: str, about: About, names: Mapping[str, str]) -> dict[str, object]:
    """What a text is made from: codes by their list, others by the end of their member's name.

    `names`: of organisations, by id. `to_organisation_id` becomes `to_organisation`.
    """
    codes = codes_in(template)
    return dict(
        _in_words(member, value, names, codes.get(member)) for member, value in about.items()
    )


def _in_words(
    member: str,
    value: object,
    names: Mapping[str, str],
    codes: type[OpenEnumeration] | None,
) -> tuple[str, object]:
    if value is None:
        return member.removesuffix("_id"), None
    if codes:
        return member, codes.read(str(value)).label
    if member.endswith("_organisation_id"):
        return member.removesuffix("_id"), names.get(str(value), SOMEBODY)
    if member.endswith("_cents"):
        return member.removesuffix("_cents"), euros(int(str(value)))
    if member.endswith("_by"):
        return member, end_of_term(datetime.fromisoformat(str(value)))
    if member == "purpose":
        return member, PURPOSES.get(str(value))
    return member, value
