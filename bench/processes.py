"""What our processes use: processor time and memory, as Linux tells it."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    name: str
    cpu_seconds: float

    @classmethod
    def at(cls, folder: Path) -> Self:
        line = (folder / "stat").read_text()
        name, after = line[line.index("(") + 1 : line.rindex(")")], line[line.rindex(")") + 2 :]
        fields = after.split()  # from the third of proc(5) on: state, parent, …
        return cls(int(folder.name), int(fields[1]), name, sum(map(int, fields[11:13])) / TICKS)

    @property
    def program(self) -> str:
        """Kafka, PostgreSQL, or what Python runs."""
        if self.name.startswith("python"):
            words = (PROC / str(self.pid) / "cmdline").read_text().split("\0")
            return words[words.index("-m") + 1] if "-m" in words else self.name
        return {"java": "Kafka", "postgres": "PostgreSQL"}.get(self.name, self.name)

    @property
    def pss_bytes(self) -> int:
        """Its memory; what it shares is divided among those who share it."""
        lines = (PROC / str(self.pid) / "smaps_rollup").read_text().splitlines()
        return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def at(pid: int) -> Process:
    return Process.at(PROC / str(pid))


def below(root: int) -> list[Process]:
    """All that descend from a process, which itself is left out."""
    children: dict[int, list[Process]] = {}
    for process in _all():
        children.setdefault(process.parent, []).append(process)
    found = list(children.get(root, ()))
    for process in found:  # grows as it goes
        found += children.get(process.pid, ())
    return found


def _all() -> Iterator[Process]:
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            try:
                yield Process.at(folder)
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended between the two looks


def cpu_by_program(processes: Iterable[Process]) -> Mapping[str, float]:
    """Seconds of processor used so far."""
    return _summed(processes, lambda process: process.cpu_seconds)


def memory_by_program(processes: Iterable[Process]) -> Mapping[str, float]:
    """MiB."""
    return _summed(processes, lambda process: process.pss_bytes / 2**20)


def _summed(
    processes: Iterable[Process], measure: Callable[[Process], float]
) -> Mapping[str, float]:
    used: dict[str, float] = {}
    for process in processes:
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended in the meantime
            used[process.program] = used.get(process.program, 0.0) + measure(process)
    return used
