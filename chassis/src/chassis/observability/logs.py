"""Logs as lines of JSON, for our own code and everything under it.

A message of an exception may hold what somebody typed: classes and places are told, messages not.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from copy import copy
from types import TracebackType
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from chassis.observability.traces import current_trace_id

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Lines(JsonFormatter):
    """time, level, logger, message, trace_id; `exc_info` is a list of classes and places."""

    def __init__(self) -> None:
        reserved = [*RESERVED_ATTRS, "color_message"]  # uvicorn's, for terminals
        super().__init__(["message"], timestamp="time", reserved_attrs=reserved)

    def format(self, record: logging.LogRecord) -> str:
        return super().format(_without_messages(record))

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data |= {"level": record.levelname, "logger": record.name}
        if trace_id := current_trace_id():
            log_data["trace_id"] = trace_id
        super().add_fields(log_data, record, message_dict)

    def formatException(  # type: ignore[override] # noqa: N802 # python-json-logger takes a list
        self, ei: ExceptionInfo
    ) -> list[str]:
        return list(_classes_and_places(ei[1]))


def configure_logging(level: str) -> None:
    """For the whole process; lines about the processing of personal data pass at any level."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.getLogger("ldv").setLevel(logging.INFO)
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("httpx").setLevel(logging.WARNING)  # below it, every address it asks


def _without_messages(record: logging.LogRecord) -> logging.LogRecord:
    shown = copy(record)
    shown.exc_text = None
    if isinstance(record.args, tuple):
        shown.args = tuple(_class_of(argument) for argument in record.args)
    shown.msg = _class_of(record.msg)
    if record.name == "asyncio":  # below its first line come tasks, with what they raised
        shown.msg, shown.args = record.getMessage().partition("\n")[0], None
    return shown


def _class_of(value: Any) -> Any:
    return type(value).__qualname__ if isinstance(value, BaseException) else value


def _classes_and_places(error: BaseException | None) -> Iterator[str]:
    """From the error back to what caused it, each with its frames, outermost first."""
    while error is not None:
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        for frame, line in traceback.walk_tb(error.__traceback__):
            yield f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
