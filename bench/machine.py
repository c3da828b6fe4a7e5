"""What the figures depend on: the machine, its disk and the versions of what ran."""

import os
import platform
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg
from local_runtime.jars import read_lock
from local_runtime.places import KAFKA_LOCK

from bench.servers import Servers

PACKAGES = ("aiokafka", "asyncpg", "fastapi", "faststream", "pydantic", "sqlalchemy", "uvloop")


async def facts(servers: Servers) -> dict[str, Any]:
    db = await asyncpg.connect(servers.postgres)
    postgres = await db.fetchval("SHOW server_version")
    await db.close()
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _after("/proc/cpuinfo", "model name"),
        "memory": _after("/proc/meminfo", "MemTotal"),
        "load before": os.getloadavg()[0],
        "flush to disk, microseconds": round(_flush_seconds(servers.folder) * 1e6),
        "python": platform.python_version(),
        "kafka": next(
            jar.version for jar in read_lock(KAFKA_LOCK) if jar.group == "org.apache.kafka"
        ),
        "postgresql": postgres,
        **{package: version(package) for package in PACKAGES},
    }


def _after(file: str, name: str) -> str:
    lines = Path(file).read_text().splitlines()
    found = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(found, "unknown")


def _flush_seconds(folder: Path) -> float:
    """How long 8 kB takes to reach the disk: what every commit waits for."""
    with (folder / "flushed").open("wb") as file:
        took = []
        for _ in range(200):
            began = time.perf_counter()
            file.write(bytes(8192))
            file.flush()
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - began)
    return median(took)
