"""Recognises a report of transgressive behaviour, before anything of it is kept.

Such a report does not belong at a help desk; who asks about policy on social safety is welcome.
What it goes by is in `data/safety_signs.toml`, which also says how its signs are written.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

GAP: Final = r"(?: [a-z0-9]+){0,6} "
SENTENCE_END: Final = re.compile(r"[.!?\n]+(?=\s|$)")
NO_LETTER: Final = re.compile(r"[^a-z0-9]+")
DISGUISED: Final = re.compile(r"[a-z][013457@$]+[a-z]")
LOOKALIKES: Final = str.maketrans("013457@$", "oieastas")
SPELLED_OUT: Final = re.compile(r"(?<= )(?:[a-z] ){3,}[a-z](?= )")


@dataclass(frozen=True, slots=True)
class Signs:
    concern: re.Pattern[str]
    incident: re.Pattern[str]
    denial: re.Pattern[str]
    harmless: re.Pattern[str]


def is_report(text: str) -> bool:
    """Whether somebody reports something that happened, rather than asks how to prevent it."""
    words, signs = normalised(text), _signs()
    if not signs.concern.search(words):
        return False
    if not signs.harmless.search(words):
        return True
    return signs.incident.search(signs.denial.sub(" ", words)) is not None


def normalised(text: str) -> str:
    """Small letters and digits, words between single spaces; a full stop stands by itself."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    visible = "".join(c for c in letters if unicodedata.category(c) not in {"Mn", "Cf"})
    sentences = SENTENCE_END.sub(" . ", visible).replace("'", "")
    words = " ".join(_plain(written) for written in sentences.split())
    return SPELLED_OUT.sub(lambda spelled: spelled[0].replace(" ", ""), f" {words} ")


def _plain(written: str) -> str:
    if DISGUISED.search(written):
        written = written.translate(LOOKALIKES)
    return written if written == "." else NO_LETTER.sub(" ", written).strip()


@cache
def _signs() -> Signs:
    written = _data("safety_signs.toml")
    groups = {name: _any_of(words, {}) for name, words in written.pop("groups").items()}
    return Signs(
        **{kind: re.compile(f" (?:{_any_of(signs, groups)}) ") for kind, signs in written.items()}
    )


@cache
def places() -> list[dict[str, str]]:
    """Where to go with a report: name, when, and telephone and website where there are."""
    found: list[dict[str, str]] = _data("safety_places.toml")["places"]
    return found


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("intake").joinpath("data", name).read_text("utf-8"))


def _any_of(signs: Iterable[str], groups: Mapping[str, str]) -> str:
    return "|".join(_pattern(sign, groups) for sign in signs)


def _pattern(sign: str, groups: Mapping[str, str]) -> str:
    words = " ".join(_word(word, groups) for word in sign.split())
    return words.replace(" .. ", GAP)


def _word(word: str, groups: Mapping[str, str]) -> str:
    if word == "..":
        return word
    if word.startswith("<"):
        return f"(?:{groups[word[1:-1]]})"
    return re.escape(word).replace(r"\*", "[a-z0-9]*")
