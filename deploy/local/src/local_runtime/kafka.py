"""Apache Kafka without containers: one node, KRaft, a JVM of about 170 MiB."""

import asyncio
import os
import subprocess
import uuid
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from local_runtime.gates import kafka_answers
from local_runtime.jars import fetch, read_lock
from local_runtime.java import find_java
from local_runtime.places import CACHE, KAFKA_LOCK
from local_runtime.ports import HOST, free_port
from local_runtime.program import Program
from local_runtime.supervisor import Supervisor

KEPT = CACHE / "kafka"
SETTINGS = Path(__file__).with_name("server.properties")
JVM = ["-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
LOGGING = [
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
]


@dataclass(frozen=True)
class Kafka:
    folder: Path
    port: int
    controller_port: int

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"

    async def prepare(self) -> Program:
        """Fetch the jars, format the folder once; what comes back can be started."""
        java = await asyncio.to_thread(_java)
        archive = await _class_data(java)
        return await self._program([*java, f"-XX:SharedArchiveFile={archive}"])

    async def _program(self, java: list[str]) -> Program:
        log_folder = self.folder / "log"
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = self.folder / SETTINGS.name
        settings.write_text(self._settings(log_folder))
        if not (log_folder / "meta.properties").exists():
            await asyncio.to_thread(_format, java, settings)
        return Program(
            name="kafka",
            command=[*java, "kafka.Kafka", str(settings)],
            ready=lambda: kafka_answers(HOST, self.port),
        )

    def _settings(self, log_folder: Path) -> str:
        return SETTINGS.read_text().format(
            host=HOST, port=self.port, controller_port=self.controller_port, log_folder=log_folder
        )


def _java() -> list[str]:
    class_path = ":".join(str(jar) for jar in fetch(read_lock(KAFKA_LOCK), KEPT))
    return [str(find_java()), *JVM, *LOGGING, "-cp", class_path]


def _format(java: list[str], settings: Path) -> None:
    cluster = urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
    tool = ["kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(settings)]
    subprocess.run([*java, *tool], check=True, capture_output=True)


async def _class_data(java: list[str]) -> Path:
    """An archive of the classes a broker loads, which halves its start; one is run to make it."""
    archive = KEPT / f"classes-{sha256(' '.join(java).encode()).hexdigest()[:12]}.jsa"
    if not archive.exists():
        with TemporaryDirectory(dir=KEPT, prefix=".classes-") as name:
            folder = Path(name)
            classes, made = folder / "classes", folder / "classes.jsa"
            broker = Kafka(folder, free_port(), free_port())
            async with Supervisor(folder) as supervisor:
                lists = [*java, f"-XX:DumpLoadedClassList={classes}"]
                await supervisor.start(await broker._program(lists))
            dumps = [f"-XX:SharedClassListFile={classes}", f"-XX:SharedArchiveFile={made}"]
            dump = Program("class-data", [*java, "-Xshare:dump", *dumps])
            async with Supervisor(folder) as supervisor:
                await supervisor.run(dump)
            os.replace(made, archive)
    return archive
