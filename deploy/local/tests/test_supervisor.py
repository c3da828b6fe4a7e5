import asyncio
import os
import signal
import sys
from pathlib import Path

import psutil
import pytest
from local_runtime.gates import until
from local_runtime.program import Program
from local_runtime.supervisor import StartError, Supervisor

SLEEPS = "import time; time.sleep(60)"
HEARS_NOTHING = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPS}"


class Notes:
    """Programs that note when they start and when they are told to stop."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "notes"
        self.file.touch()

    @property
    def lines(self) -> list[str]:
        return self.file.read_text().splitlines()

    def program(self, name: str) -> Program:
        code = f"""
import os, signal, sys
def note(what):
    with open({str(self.file)!r}, "a") as notes:
        notes.write(what + "\\n")
def stop(*_):
    note("{name} stops")
    sys.exit()
signal.signal(signal.SIGTERM, stop)
note(f"{name} starts {{os.getpid()}}")
signal.pause()
"""

        async def ready() -> bool:
            return bool(self.process_ids(name))

        return Program(name, [sys.executable, "-c", code], ready)

    def process_ids(self, name: str) -> list[int]:
        return [int(line.split()[2]) for line in self.lines if line.startswith(f"{name} starts")]


async def test_what_was_started_first_is_stopped_last(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start(notes.program("server"))
        await supervisor.start(notes.program("service"))
    assert [line for line in notes.lines if "stops" in line] == ["service stops", "server stops"]


async def test_one_that_dies_is_started_again(tmp_path: Path) -> None:
    notes, said = Notes(tmp_path), list[str]()
    async with Supervisor(tmp_path, said.append) as supervisor:
        await supervisor.start(notes.program("service"))
        os.kill(notes.process_ids("service")[0], signal.SIGKILL)

        async def started_again() -> bool:
            return len(notes.process_ids("service")) == 2

        await until(started_again, within=10)
    assert said == ["service ended (-9); starting it again in 0.2 s"]


async def test_one_that_ends_before_it_is_ready_tells_why(tmp_path: Path) -> None:
    async def never() -> bool:
        return False

    program = Program("service", [sys.executable, "-c", "exit('no database')"], never)
    async with Supervisor(tmp_path) as supervisor:
        with pytest.RaisesGroup(pytest.RaisesExc(StartError, match="ended:\nno database")):
            await supervisor.start(program)


async def test_one_that_is_never_ready_is_not_waited_for(tmp_path: Path) -> None:
    async def never() -> bool:
        return False

    before = psutil.Process().children()
    program = Program("service", [sys.executable, "-c", SLEEPS], never, ready_within=0.2)
    async with Supervisor(tmp_path) as supervisor:
        with pytest.RaisesGroup(pytest.RaisesExc(StartError, match=r"not ready after 0\.2 s")):
            await supervisor.start(program)
    assert psutil.Process().children() == before


async def test_one_that_will_not_stop_is_killed(tmp_path: Path) -> None:
    before = psutil.Process().children()
    program = Program("deaf", [sys.executable, "-c", HEARS_NOTHING], stops_within=0.2)
    async with Supervisor(tmp_path) as supervisor:
        await supervisor.start(program)
        await asyncio.sleep(0.5)
    assert psutil.Process().children() == before


async def test_a_command_that_fails_tells_why(tmp_path: Path) -> None:
    async with Supervisor(tmp_path) as supervisor:
        with pytest.raises(StartError, match="migrate failed:\nno such table"):
            await supervisor.run(
                Program("migrate", [sys.executable, "-c", "exit('no such table')"])
            )
