import socket

HOST = "127.0.0.1"


def free_port(wanted: int = 0) -> int:
    """The wanted port, or any other when somebody listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            return free_port()
        return int(probe.getsockname()[1])
