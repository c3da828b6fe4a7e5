"""What questions can be about: labels, parts and order, from `data/themes.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from contracts.vocabulary import ProviderKind, Theme


def label_of(theme: Theme) -> str:
    label: str = _data()["labels"][theme]
    return label


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
