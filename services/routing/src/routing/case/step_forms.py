"""How the page of a link offers a step to the receiver: its form, and the fields of it."""

from dataclasses import dataclass
from typing import Final

from contracts.open_enumeration import OpenEnumeration
from contracts.vocabulary import ReceiverKind, Theme


@dataclass(frozen=True, slots=True)
class Field:
    """What a form asks; without choices it is a line of text."""

    name: str
    label: str
    choices: type[OpenEnumeration] | None = None
    required: bool = True
    is_long: bool = False
    """Several lines of text."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the page of a link offers the step to the receiver."""

    title: str
    button: str
    fields: tuple[Field, ...] = ()
    hint: str | None = None


RECEIVER_FIELDS: Final = (
    Field("kind", "Wie pakt de vraag op?", ReceiverKind),
    Field("name", "De naam van deze persoon of dit team"),
)
DIVERT_HINT: Final = (
    "Gaat het over gedrag dat niet mag, of over iemand die niet veilig is? Wij halen de tekst "
    "meteen overal weg, en vertellen de vraagsteller waar die wel terecht kan. Dit kan niet "
    "ongedaan worden gemaakt."
)
RIGHT_THEME: Final = Field(
    "right_theme",
    "Past het onderwerp niet? Kies waar de vraag dan over gaat",
    Theme,
    required=False,
)
