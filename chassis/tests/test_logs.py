import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from chassis.observability.logs import configure_logging
from chassis.observability.metrics import Telemetry
from chassis.observability.processing_log import Processing, log_processing, pseudonym
from chassis.observability.traces import span
from front import CANARY, client

TRACE = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE}-b7ad6b7169203331-01"


class Printed(StringIO):
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Printed]:
    root, printed = logging.getLogger(), Printed()
    before, level = root.handlers[:], root.level
    monkeypatch.setattr("sys.stdout", printed)
    configure_logging("INFO")
    yield printed
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


def fail() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        raise ValueError(f"refused {CANARY}") from error


def test_a_line_says_when_how_bad_who_and_what(printed: Printed) -> None:
    with span("step", traceparent=TRACEPARENT):
        logging.getLogger("aiokafka.cluster").warning("topic %s", "x", extra={"partition": 3})
    (line,) = printed.lines()
    assert datetime.fromisoformat(line.pop("time")).tzinfo is not None
    assert line == {
        "level": "WARNING",
        "logger": "aiokafka.cluster",
        "message": "topic x",
        "partition": 3,
        "trace_id": TRACE,
    }


def test_an_exception_is_told_by_class_and_place(printed: Printed) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("test").exception("it failed")
    (line,) = printed.lines()
    error, *places = line["exc_info"]
    assert error == "builtins.ValueError"
    assert places[1].endswith(" fail")
    assert "builtins.KeyError" in places
    assert CANARY not in printed.getvalue()


def test_an_exception_as_an_argument_is_told_by_class(printed: Printed) -> None:
    logging.getLogger("test").warning("no connection: %s", OSError(CANARY))
    logging.getLogger("test").warning(OSError(CANARY))
    assert [line["message"] for line in printed.lines()] == ["no connection: OSError", "OSError"]


async def test_a_task_that_nobody_waited_for_tells_no_values(printed: Printed) -> None:
    async def failing() -> None:
        fail()

    task = asyncio.create_task(failing())
    await asyncio.wait([task])
    del task
    (line,) = printed.lines()
    assert line["message"] == "Task exception was never retrieved"
    assert CANARY not in printed.getvalue()


async def test_a_request_that_fails_leaves_no_values_behind(printed: Printed) -> None:
    async with client() as outside:
        await outside.get("/v1/broken", params={"q": CANARY})  # its client, httpx, logs here too
        await outside.post("/v1/checks", json={"name": CANARY * 99, "amount": CANARY})
        await outside.post("/v1/pots", json={"name": CANARY, "amount": 1})
        await outside.get("/v1/mine", headers={"Authorization": f"Bearer {CANARY}"})
    assert any("builtins.RuntimeError" in line.get("exc_info", ()) for line in printed.lines())
    assert CANARY not in printed.getvalue()


def test_servers_tell_no_requests_and_no_colours(printed: Printed) -> None:
    logging.getLogger("uvicorn.access").info(CANARY)
    logging.getLogger("uvicorn.error").info("started", extra={"color_message": "x"})
    (line,) = printed.lines()
    assert set(line) == {"time", "level", "logger", "message"}


SEEN = Processing(
    name="Contactgegevens inzien",
    activity_id="https://register.example/activiteiten/7",
    subject_pseudonym=pseudonym(b"key", "somebody@example.org"),
    subject_type="contactpersoon",
    started_at=datetime(2026, 11, 21, 10, tzinfo=UTC),
    ended_at=datetime(2026, 11, 21, 10, 0, 1, tzinfo=UTC),
)


def test_each_processing_of_personal_data_leaves_a_line(printed: Printed) -> None:
    Telemetry("front")
    logging.getLogger().setLevel(logging.ERROR)
    with span("request", traceparent=TRACEPARENT):
        log_processing(SEEN)
    (line,) = printed.lines()
    assert (line["name"], line["status"], line["trace_id"]) == (SEEN.name, "Ok", TRACE)
    assert (line["start_time"], line["end_time"]) == (1795255200000, 1795255201000)
    assert len(line["span_id"]) == len(line["parent_span_id"]) == 16
    assert line["span_id"] != line["parent_span_id"]
    assert line["attributes"] == {
        "dpl.core.processing_activity_id": "https://register.example/activiteiten/7",
        "dpl.core.data_subject_id": SEEN.subject_pseudonym,
        "dpl.core.data_subject_id_type": "contactpersoon",
    }


def test_whose_call_from_elsewhere_it_was_is_told(printed: Printed) -> None:
    log_processing(replace(SEEN, processor="urn:nld:oin:00000099000000001000"))
    (line,) = printed.lines()
    elsewhere = line["attributes"]["dpl.core.foreign_operation.processor"]
    assert elsewhere == "urn:nld:oin:00000099000000001000"


def test_a_pseudonym_is_the_same_for_the_same_person_and_key_only() -> None:
    assert pseudonym(b"key", "a") == pseudonym(b"key", "a")
    assert len({pseudonym(b"key", "a"), pseudonym(b"key", "b"), pseudonym(b"other", "a")}) == 3
