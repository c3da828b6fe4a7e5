import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from local_runtime.gates import until
from local_runtime.testing import temporary_folder

SERVERS = Path(__file__).with_name("servers_until_killed.py")


@pytest.fixture
def folder() -> Iterator[Path]:
    with temporary_folder() as folder:
        yield folder


def start_servers(folder: Path) -> tuple[psutil.Popen, list[psutil.Process]]:
    """Who started them, and everything that it started."""
    parent = psutil.Popen([sys.executable, SERVERS, folder], stdout=subprocess.PIPE, text=True)
    assert parent.stdout.readline() == "ready\n"
    return parent, parent.children(recursive=True)


def lives(server: psutil.Process) -> bool:
    """A zombie does not: it only waits for the first process of the machine to notice."""
    try:
        return bool(server.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def test_kill_9_of_the_parent_leaves_no_server_behind_and_they_start_again(
    folder: Path,
) -> None:
    for _ in range(2):
        parent, servers = start_servers(folder)
        assert {"java", "postgres"} <= {server.name() for server in servers}
        parent.kill()
        parent.wait()

        async def all_gone(left: list[psutil.Process] = servers) -> bool:
            return not any(lives(server) for server in left)

        await until(all_gone, within=10)
