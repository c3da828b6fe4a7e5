"""The demo: everything on this machine, the story, and then it stays up."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress

from local_runtime.environment import SECRETS, SERVICES, Places, free_ports, told_to_clients
from local_runtime.kept import assignments, passwords_for, write_private
from local_runtime.places import RUNTIME
from local_runtime.program import Program
from local_runtime.supervisor import Supervisor
from local_runtime.system import bring_up
from local_runtime.tokens import token_for_each_role

DATA, ENVIRONMENT, LOGS = RUNTIME / "data", RUNTIME / "env", RUNTIME / "logs"
INTERRUPTED = 130


async def demo(lock: int, *, once: bool) -> int:
    """Until Ctrl-C, or to the end of the story; the story's exit code."""
    _cancel_when_signalled()
    ENVIRONMENT.unlink(missing_ok=True)  # whoever waits for it waits for this run's
    code = INTERRUPTED
    async with Supervisor(LOGS, say, [lock]) as supervisor:
        with suppress(asyncio.CancelledError):
            told = await _start(supervisor)
            code = await _play_the_story(told)
            say(_where_everything_is(told))
            if not once:
                say("\nCtrl-C stops all of it.")
                await asyncio.Event().wait()
        say("Stopping.")
    return code


async def _start(supervisor: Supervisor) -> dict[str, str]:
    """What clients are told of everything that runs now."""
    began = time.monotonic()
    say("Starting Kafka, PostgreSQL and the services.")
    passwords = passwords_for(SECRETS, DATA / "passwords.json")
    places = Places(free_ports(), passwords, DATA)
    await bring_up(supervisor, places)
    told = told_to_clients(places, await token_for_each_role(places.http("outside")))
    write_private(ENVIRONMENT, assignments(told))
    say(f"Ready after {time.monotonic() - began:.1f} s.\n")
    return told


async def _play_the_story(told: Mapping[str, str]) -> int:
    story = Program("story", [sys.executable, "-m", "story"], environment=told)
    process = await story.spawn()
    try:
        return await process.wait()
    finally:
        await story.end(process)


def _where_everything_is(told: Mapping[str, str]) -> str:
    apis = [
        f"  {service:<15}{told[f'SPORTLOKET_{service.upper()}_URL']}/v1/openapi.json"
        for service in SERVICES
    ]
    others = {
        "Kafka": told["SPORTLOKET_KAFKA"],
        "mailbox": told["SPORTLOKET_MAILBOX_URL"],
        "webhooks": f"{told['SPORTLOKET_WEBHOOKS_URL']}/{{name}}/received",
        "databases": 'psql "$SPORTLOKET_INTAKE_DATABASE" and so on',
        "for clients": f". {os.path.relpath(ENVIRONMENT)}",
        "logs": os.path.relpath(LOGS),
    }
    lines = [*apis, *(f"  {name:<15}{place}" for name, place in others.items())]
    return "\n".join(["", "Where everything is:", *lines])


def _cancel_when_signalled() -> None:
    """Once: whoever presses Ctrl-C twice does not keep it from stopping in order."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None

    def cancel() -> None:
        if not task.cancelling():
            task.cancel()

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, cancel)


def say(what: str) -> None:
    print(what, flush=True)
