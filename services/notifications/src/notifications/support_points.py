"""The national support points, from the data in the package (S1, A10)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final


@dataclass(frozen=True, slots=True)
class SupportPoint:
    """`about`: what to ask there. `address` is of the organisation, never of a person."""

    code: str
    name: str
    about: str
    url: str
    address: str | None = None


def _read() -> dict[str, SupportPoint]:
    written = (
        files("notifications").joinpath("data/national_support_points.toml").read_text("utf-8")
    )
    return {code: SupportPoint(code, **members) for code, members in tomllib.loads(written).items()}


SUPPORT_POINTS: Final[Mapping[str, SupportPoint]] = _read()
"""By code."""
