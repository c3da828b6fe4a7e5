"""The municipalities of the Netherlands (CBS), from `data/municipalities.csv`."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def municipalities() -> Mapping[str, str]:
    """Each one's name, by its code."""
    lines = files("intake").joinpath("data", "municipalities.csv").read_text("utf-8").splitlines()
    return {row["code"]: row["name"] for row in csv.DictReader(lines)}
