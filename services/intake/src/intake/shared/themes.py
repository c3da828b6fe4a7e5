"""What questions can be about: their parts and their order, from `data/themes.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from contracts.vocabulary import ProviderKind, Theme


def label_of(theme: Theme) -> str:
    """As it stands in a form, by itself."""
    return theme.label[0].upper() + theme.label[1:]


def subthemes_of(theme: Theme) -> Mapping[str, str]:
    """The label of each, by its code."""
    subthemes: Mapping[str, str] = _data()["subthemes"].get(theme, {})
    return subthemes


def themes_for(kind: ProviderKind) -> Sequence[Theme]:
    """What is asked most by this kind of provider first."""
    return [Theme(code) for code in _data()["order"][kind]]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("intake").joinpath("data", "themes.toml").read_text("utf-8"))
