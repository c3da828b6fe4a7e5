"""Recognises a report of transgressive behaviour, before anything of it is kept.

Such a report does not belong at a help desk; who asks about policy on social safety is welcome.
What it goes by is in `data/safety_signs.toml`, which also says how its signs are written.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

GAP: Final = r"(?: [a-z0-9]+){0,6} "
SENTENCE_END: Final = re.compile(r"[.!?\n]+(?=\s|$)")
NO_LETTER: Final = re.compile(r"[^a-z0-9]+")
DISGUISED: Final = re.compile(r"[a-z][013457@$!|]+[a-z]")
LOOKALIKES: Final = str.maketrans("013457@$!|", "oieastasii")
CUT_UP: Final = re.compile(r"[a-z]+(?:[.*_~-]+[a-z]+)+")
SPELLED_OUT: Final = re.compile(r"(?<= )(?:[a-z] ){3,}[a-z](?= )")


@dataclass(frozen=True, slots=True)
class Signs:
    """Of one kind: what to find by itself, and what to find together in one sentence."""

    single: re.Pattern[str]
    together: Sequence[Sequence[re.Pattern[str]]]

    def are_in(self, words: str) -> bool:
        if self.single.search(words):
            return True
        sentences = [f" {sentence} " for sentence in words.split(" . ")]
        return any(
            all(part.search(sentence) for part in parts)
            for parts in self.together
            for sentence in sentences
        )


def is_report(text: str) -> bool:
    """Whether somebody reports something that happened, rather than asks how to prevent it."""
    words, signs = normalised(text), _signs()
    if not signs["concern"].are_in(words):
        return signs["suspicion"].are_in(words) and not signs["request"].are_in(words)
    if not signs["harmless"].are_in(words):
        return True
    return signs["incident"].are_in(signs["denial"].single.sub(" ", words))


def normalised(text: str) -> str:
    """Small letters and digits, words between single spaces; a full stop stands by itself."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    visible = "".join(c for c in letters if unicodedata.category(c) not in {"Mn", "Cf"})
    sentences = SENTENCE_END.sub(" . ", visible).replace("'", "")
    words = " ".join(_corrected(word) for written in sentences.split() for word in _plain(written))
    return SPELLED_OUT.sub(lambda spelled: spelled[0].replace(" ", ""), f" {words} ")


def _plain(written: str) -> list[str]:
    """Its words, and what they are together when the word was cut up."""
    if DISGUISED.search(written):
        written = written.translate(LOOKALIKES)
    if written == ".":
        return [written]
    whole = [NO_LETTER.sub("", written)] if CUT_UP.fullmatch(written) else []
    return [*NO_LETTER.sub(" ", written).split(), *whole]


def _corrected(word: str) -> str:
    """What is one letter away from a word that matters was meant to be that word."""
    meant = _meant()
    if len(word) > _longest_misspelt():
        return word
    found = (meant.get(near) for near in (word, *_shortened(word)))
    return next(filter(None, found), word)


@cache
def _meant() -> Mapping[str, str]:
    """The words that matter, by what is left of them without one letter."""
    words = _data("safety_signs.toml")["misspelt"]
    nearby = {near: word for word in words for near in _shortened(word)}
    return nearby | {word: word for word in words}


@cache
def _longest_misspelt() -> int:
    """Longer words are one letter away from none that matters."""
    return max(map(len, _meant())) + 1


def _shortened(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


@cache
def _signs() -> Mapping[str, Signs]:
    written = _data("safety_signs.toml")
    groups = {name: _any_of(words, {}) for name, words in written["groups"].items()}
    kinds = written.keys() - {"groups", "misspelt"}
    return {kind: _signs_of(written[kind], groups) for kind in kinds}


def _signs_of(written: Sequence[str], groups: Mapping[str, str]) -> Signs:
    combined = [sign.split(" & ") for sign in written if " & " in sign]
    return Signs(
        _compiled([sign for sign in written if " & " not in sign], groups),
        [[_compiled([part], groups) for part in parts] for parts in combined],
    )


def _compiled(signs: Sequence[str], groups: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(f" (?:{_any_of(signs, groups)}) ")


@cache
def places() -> list[dict[str, str]]:
    """Where to go with a report: name, when, and telephone and website where there are."""
    found: list[dict[str, str]] = _data("safety_places.toml")["places"]
    return found


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("intake.safety").joinpath("data", name).read_text("utf-8"))


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
