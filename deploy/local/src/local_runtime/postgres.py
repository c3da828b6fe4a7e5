"""PostgreSQL without containers, on 127.0.0.1, with passwords."""

import asyncio
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from local_runtime.gates import postgres_answers
from local_runtime.ports import HOST
from local_runtime.postgres_programs import find_programs, major_version
from local_runtime.program import Program
from local_runtime.server_user import as_user, can_enter, elsewhere, give, server_user

ADMINISTRATOR = "postgres"
HERE_ALONE = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
}
SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "64MB",
    "idle_in_transaction_session_timeout": "10s",
    "lock_timeout": "3s",
    "statement_timeout": "60s",
    "jit": "off",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class OtherVersionError(Exception):
    """The data were made by another major version of PostgreSQL."""


@dataclass(frozen=True)
class Postgres:
    folder: Path
    port: int
    password: str
    durable: bool = True
    """False: quicker, and may lose all of it when the machine stops. For tests alone."""

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{ADMINISTRATOR}:{self.password}@{HOST}:{self.port}/{database}"

    async def prepare(self) -> Program:
        """Make the cluster once; what comes back can be started."""
        programs, data = await asyncio.to_thread(self._prepare)
        settings = HERE_ALONE | SETTINGS | ({} if self.durable else FORGETFUL)
        options = [f"--{name}={value}" for name, value in settings.items()]
        return Program(
            name="postgres",
            command=[str(programs / "postgres"), "-D", str(data), "-p", str(self.port), *options],
            ready=lambda: postgres_answers(self.url()),
            user=server_user(),
            when_orphaned=signal.SIGINT,  # the quick and clean way to stop, its own children first
            to_stop=signal.SIGINT,
        )

    def _prepare(self) -> tuple[Path, Path]:
        home = self._home()
        programs = find_programs(home)
        data = home / "cluster"
        if not data.exists():
            self._make_cluster(programs, home, data)
        made_by, now = int((data / "PG_VERSION").read_text()), major_version(programs)
        if made_by != now:
            raise OtherVersionError(f"{data} was made by PostgreSQL {made_by}; here is {now}")
        return programs, data

    def _home(self) -> Path:
        """The folder, or one elsewhere where the server's user cannot reach it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        reachable = can_enter(server_user(), self.folder)
        return self.folder if reachable else elsewhere(self.folder)

    def _make_cluster(self, programs: Path, home: Path, data: Path) -> None:
        with TemporaryDirectory(dir=home, prefix=".making-") as name:
            making, password = Path(name), Path(name) / "password"
            password.write_text(self.password)
            give(making, server_user())
            give(password, server_user())
            subprocess.run(
                [
                    *(programs / "initdb", "-D", making / "cluster", "-U", ADMINISTRATOR),
                    *("--auth=scram-sha-256", f"--pwfile={password}"),
                    *("--encoding=UTF8", "--no-locale", "--no-sync"),
                ],
                check=True,
                capture_output=True,
                cwd=making,
                **as_user(server_user()),
            )
            (making / "cluster").rename(data)
