"""Arrays inside arrays: unnest() would flatten a real one."""

from collections.abc import Iterable


def array(codes: Iterable[object]) -> str:
    """An array of ids or codes as PostgreSQL writes it."""
    return "{" + ",".join(map(str, codes)) + "}"
