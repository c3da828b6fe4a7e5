import socket
from secrets import SystemRandom
from typing import Final

HOST: Final = "127.0.0.1"
LISTENING: Final = range(20_000, 32_768)
"""Below those of outgoing connections, which may take a port before its server listens there."""
TRIES: Final = 100


class NoFreePort(Exception):
    """On each of many ports somebody listens already."""


def free_port(wanted: int | None = None) -> int:
    """The wanted port, or any other when somebody listens there already."""
    others = SystemRandom().sample(LISTENING, TRIES)
    for port in others if wanted is None else (wanted, *others):
        if _is_free(port):
            return port
    raise NoFreePort


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
