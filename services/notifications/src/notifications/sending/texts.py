"""The texts of mails: Dutch, plain, without a word of what people wrote."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from notifications.domain.mails import About
from notifications.domain.words import in_words
from notifications.support_points import SUPPORT_POINTS

# Plain text: there is nothing to escape.
TEMPLATES = Environment(  # noqa: S701
    loader=PackageLoader("notifications"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
TEMPLATES.globals["support_points"] = SUPPORT_POINTS


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str


def text_of(template: str, about: About, recipient: str | None, names: Mapping[str, str]) -> Text:
    """`recipient` and `names`: of organisations. A template's first line is the subject."""
    words = {"recipient": recipient} | in_words(template, about, names)
    subject, _, body = TEMPLATES.get_template(f"{template}.txt").render(words).partition("\n\n")
    return Text(subject, body)
