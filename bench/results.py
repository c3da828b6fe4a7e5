"""What a measurement found, as a table to read and as JSON to keep."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rich.console import Console
from rich.table import Table

ENOUGH_FOR_95 = 20  # values, for the largest twentieth to be more than one
FOLDER = Path(__file__).with_name("results")


@dataclass(frozen=True)
class Series:
    """One value for each round, or for each thing that was measured."""

    what: str
    unit: str
    values: Sequence[float]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def p95(self) -> float:
        return quantiles(self.values, n=20, method="inclusive")[-1]


@dataclass(frozen=True)
class Goal:
    """What the project promises; `at_most` where less is better."""

    what: str
    goal: float
    measured: float
    at_most: bool = False

    @property
    def reached(self) -> bool:
        if self.at_most:
            return self.measured <= self.goal
        return self.measured >= self.goal

    def __str__(self) -> str:
        sign, word = "≤" if self.at_most else "≥", "reached" if self.reached else "NOT REACHED"
        return f"{word}: {self.what}: {_number(self.measured)} (goal {sign} {_number(self.goal)})"


@dataclass(frozen=True)
class Measurement:
    name: str
    title: str
    series: Sequence[Series]
    goals: Sequence[Goal] = ()
    notes: Sequence[str] = ()
    details: dict[str, Any] = field(default_factory=dict)
    """For the file alone."""


def ratio(what: str, upper: Series, lower: Series) -> Series:
    """Round by round, so that what disturbed a round disturbs both."""
    pairs = zip(upper.values, lower.values, strict=True)
    return Series(what, "×", [over / under for over, under in pairs])


def show(measurement: Measurement, console: Console) -> None:
    table = Table(title=measurement.title, title_justify="left")
    for heading in ("", "unit", "median", "95 %", "min", "max", "values"):
        table.add_column(heading, justify="left" if heading in ("", "unit") else "right")
    for series in measurement.series:
        values = series.values
        p95 = _number(series.p95) if len(values) >= ENOUGH_FOR_95 else ""
        least, most = _number(min(values)), _number(max(values))
        middle = _number(series.median)
        table.add_row(series.what, series.unit, middle, p95, least, most, str(len(values)))
    console.print(table)
    for line in (*measurement.notes, *measurement.goals):
        console.print(f"  {line}", highlight=False)
    console.print()


def keep(machine: dict[str, Any], measurements: Sequence[Measurement]) -> Path:
    FOLDER.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    file = FOLDER / f"{now:%Y%m%dT%H%M%SZ}.json"
    found = [asdict(measurement) for measurement in measurements]
    content = {"at": now.isoformat(), "machine": machine, "measurements": found}
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return file


def _number(value: float) -> str:
    """Three or more digits that say something: 0.842, 11.3, 12,345."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 3
    return f"{value:,.{digits}f}"
