"""Municipalities that became another one, by their codes (CBS, since 2018).

One that was divided over several, such as Haaren in 2021, has no single successor, and is not here.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Merger:
    """From that day on, everything of the old codes is of the new one."""

    new: str
    day: date
    old: tuple[str, ...]


MERGERS: Final = (
    Merger("GM0080", date(2018, 1, 1), ("GM0081",)),  # Leeuwarden
    Merger("GM0299", date(2018, 1, 1), ("GM0196",)),  # Zevenaar
    Merger("GM1950", date(2018, 1, 1), ("GM0007", "GM0048")),  # Westerwolde
    Merger("GM1952", date(2018, 1, 1), ("GM0018", "GM0040", "GM1987")),  # Midden-Groningen
    Merger("GM0014", date(2019, 1, 1), ("GM0009", "GM0017")),  # Groningen
    Merger("GM0394", date(2019, 1, 1), ("GM0393",)),  # Haarlemmermeer
    Merger("GM0575", date(2019, 1, 1), ("GM0576",)),  # Noordwijk
    Merger("GM1954", date(2019, 1, 1), ("GM0881", "GM0951", "GM0962")),  # Beekdaelen
    Merger("GM1959", date(2019, 1, 1), ("GM0738", "GM0870", "GM0874")),  # Altena
    Merger("GM1960", date(2019, 1, 1), ("GM0236", "GM0304", "GM0733")),  # West Betuwe
    Merger("GM1961", date(2019, 1, 1), ("GM0545", "GM0620", "GM0707")),  # Vijfheerenlanden
    Merger("GM1963", date(2019, 1, 1), ("GM0584", "GM0585", "GM0588", "GM0611", "GM0617")),
    Merger("GM1966", date(2019, 1, 1), ("GM0005", "GM1651", "GM1663")),  # Het Hogeland
    Merger("GM1969", date(2019, 1, 1), ("GM0015", "GM0022", "GM0025", "GM0056")),  # Westerkwartier
    Merger("GM1970", date(2019, 1, 1), ("GM0058", "GM0079", "GM1722")),  # Noardeast-Fryslân
    Merger("GM1978", date(2019, 1, 1), ("GM0689", "GM1927")),  # Molenlanden
    Merger("GM1979", date(2021, 1, 1), ("GM0003", "GM0010", "GM0024")),  # Eemsdelta
    Merger("GM0439", date(2022, 1, 1), ("GM0370",)),  # Purmerend
    Merger("GM1980", date(2022, 1, 1), ("GM0398", "GM0416")),  # Dijk en Waard
    Merger("GM1982", date(2022, 1, 1), ("GM0756", "GM0786", "GM0815", "GM1684", "GM1702")),
    Merger("GM1991", date(2022, 1, 1), ("GM0856", "GM1685")),  # Maashorst
    Merger("GM0363", date(2022, 3, 24), ("GM0457",)),  # Amsterdam
    Merger("GM1992", date(2023, 1, 1), ("GM0501", "GM0530", "GM0614")),  # Voorne aan Zee
)

_successors = {old: merger for merger in MERGERS for old in merger.old}


def current_code(code: str, on: date) -> str:
    """The code that the municipality has on that day, which is local to the Netherlands."""
    while (merger := _successors.get(code)) and merger.day <= on:
        code = merger.new
    return code


@lru_cache(maxsize=1000)
def codes_of(code: str, on: date) -> frozenset[str]:
    """Its code on that day, with every code by which something of it may be known."""
    now = current_code(code, on)
    return frozenset({now, *(old for old in _successors if current_code(old, on) == now)})
