"""The statements that a service executes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chassis.process.testing import Running
from sqlalchemy import event


@contextmanager
def statements(app: Running) -> Iterator[list[str]]:
    """Those that the service executes meanwhile."""
    executed: list[str] = []

    def note(_: Any, __: Any, statement: str, *more: Any) -> None:
        executed.append(statement)

    engine = app.runtime.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield executed
    event.remove(engine, "before_cursor_execute", note)
