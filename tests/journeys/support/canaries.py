"""Made-up personal data that can be told from anything else, and who looks for it."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from secrets import token_hex
from typing import NamedTuple


class Text(NamedTuple):
    """Something that a stranger could read, and where it stands."""

    place: str
    content: str


@dataclass(frozen=True)
class Canary:
    """`mark` is what to look for; `may_be_in`: how the places begin where it belongs."""

    mark: str
    field: str
    may_be_in: tuple[str, ...] = ()

    def forms(self) -> Iterator[str]:
        """As it is, and as base64 shows it: there its place among three bytes counts."""
        yield self.mark
        for shift in range(3):
            packed = b64encode(bytes(shift) + self.mark.encode()).decode()
            yield packed[4 if shift else 0 : len(packed) // 4 * 4 - 4]


@dataclass
class Canaries:
    """Each is planted in one field only, so that one that is found tells where it came from."""

    planted: list[Canary] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    run: str = field(default_factory=lambda: token_hex(3))

    def _mark(self, planted_in: str, may_be_in: tuple[str, ...]) -> str:
        mark = f"kanarie{self.run}x{next(self.numbers):06}"
        self.planted.append(Canary(mark, planted_in, may_be_in))
        return mark

    def name(self, planted_in: str, *may_be_in: str) -> str:
        return f"Jan {self._mark(planted_in, may_be_in)} de Vries"

    def mail(self, planted_in: str, *may_be_in: str) -> str:
        return f"{self._mark(planted_in, may_be_in)}@voorbeeld.nl"

    def text(self, planted_in: str, *may_be_in: str) -> str:
        mark = self._mark(planted_in, may_be_in)
        return f"Bel {mark} op NL91 ABNA {mark}: de penningmeester zit krap."

    def telephone(self, planted_in: str, *may_be_in: str) -> str:
        digits = f"{int(self.run, 16):07}{next(self.numbers):05}"
        self.planted.append(Canary(digits, planted_in, may_be_in))
        return f"+31 6{digits}"

    def keep(self, what: str, secret: str) -> None:
        """One that was there already."""
        self.planted.append(Canary(secret, what))

    def found_in(self, texts: Iterable[Text]) -> list[str]:
        """Every canary that is where it may not be: what was planted where, and the place."""
        by_form = {form: one for one in self.planted for form in one.forms()}
        any_of_them = re.compile("|".join(map(re.escape, by_form)))
        found = {
            (by_form[match[0]], place)
            for place, content in texts
            for match in any_of_them.finditer(content)
        }
        return sorted(
            f"{canary.field} is in {place}"
            for canary, place in found
            if not place.startswith(canary.may_be_in or ("nowhere",))
        )
