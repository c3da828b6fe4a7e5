"""The municipalities of the Netherlands (CBS), from `data/municipalities.csv`, and before."""

import csv
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files

from chassis.clocks.terms import AMSTERDAM
from contracts.municipalities import MERGERS, codes_of, current_code


@cache
def municipalities() -> Mapping[str, str]:
    """Each one's name, by its code."""
    lines = files("intake").joinpath("data", "municipalities.csv").read_text("utf-8").splitlines()
    return {row["code"]: row["name"] for row in csv.DictReader(lines)}


@cache
def understood() -> frozenset[str]:
    """The codes of today's municipalities, and of those that were merged into one of them."""
    return frozenset(municipalities()) | {old for merger in MERGERS for old in merger.old}


def code_at(code: str, now: datetime) -> str:
    return current_code(code, now.astimezone(AMSTERDAM).date())


def known_as(code: str, now: datetime) -> list[str]:
    """Every code by which something of the municipality may be known."""
    return sorted(codes_of(code, now.astimezone(AMSTERDAM).date()))
