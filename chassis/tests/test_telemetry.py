from collections.abc import Iterator

import pytest
from chassis.observability.metrics import Telemetry
from chassis.observability.traces import current_traceparent, span
from front import CANARY, client, front
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

TRACE = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE}-b7ad6b7169203331-01"
OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    Telemetry("front")
    exporter, provider = InMemorySpanExporter(), trace.get_tracer_provider()
    assert isinstance(provider, TracerProvider)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return exporter


@pytest.fixture
def spans(exporter: InMemorySpanExporter) -> Iterator[InMemorySpanExporter]:
    exporter.clear()
    yield exporter
    exporter.clear()


def trace_of(found: ReadableSpan) -> str:
    assert found.context is not None
    return f"{found.context.trace_id:032x}"


async def test_requests_are_counted_by_template() -> None:
    async with client() as outside:
        await outside.get("/v1/pots/8a6e0804-2bd0-4672-b79d-d97027f9071a", params={"q": CANARY})
        await outside.get(f"/v1/{CANARY}")
        await outside.request(CANARY.upper(), "/v1/pots")
        measured = (await outside.get("/metrics")).text
    labels = 'method="GET",route="/v1/pots/{pot_id}",status="409"'
    assert f"sportloket_http_request_seconds_count{{{labels}}} 1.0" in measured
    assert 'method="GET",route="unknown",status="404"' in measured
    assert 'method="unknown"' in measured
    assert CANARY not in measured.lower()


async def test_what_was_not_foreseen_is_counted_as_500() -> None:
    async with client() as outside:
        await outside.get("/v1/broken")
        assert 'route="/v1/broken",status="500"' in (await outside.get("/metrics")).text


async def test_a_request_is_a_span_of_the_clients_trace(spans: InMemorySpanExporter) -> None:
    async with client() as outside:
        await outside.get("/v1/pots", headers={"traceparent": TRACEPARENT})
    (found,) = spans.get_finished_spans()
    assert found.name == "GET /v1/pots"
    assert found.kind is SpanKind.SERVER
    assert trace_of(found) == TRACE


async def test_spans_hold_no_queries_addresses_or_messages(spans: InMemorySpanExporter) -> None:
    async with client() as outside:
        await outside.get(f"/v1/{CANARY}", headers={"User-Agent": CANARY})
        await outside.get("/v1/pots", params={"pageSize": CANARY})
        await outside.post("/v1/checks", json={"name": CANARY, "amount": 0})
        await outside.get("/v1/broken")
    found = spans.get_finished_spans()
    told = " ".join(one.to_json() for one in found)
    assert len(found) == 4
    assert CANARY not in told
    assert "127.0.0.1" not in told
    for one in found:
        assert set(one.attributes or {}) <= {
            "http.route",
            "http.response.status_code",
            "error.type",
        }


async def test_the_work_of_a_request_carries_its_trace(toy_database: str) -> None:
    async with front(toy_database) as running:
        with span("outside", traceparent=TRACEPARENT):
            async with running.runtime.begin(current_traceparent()) as work:
                assert work.cause.traceparent is not None
                assert TRACE in work.cause.traceparent


@pytest.mark.parametrize("traceparent", ["nonsense", "00-0-0-00", CANARY, ""])
async def test_a_traceparent_that_is_none_begins_a_trace(
    spans: InMemorySpanExporter, traceparent: str
) -> None:
    async with client() as outside:
        answer = await outside.get("/v1/pots", headers={"traceparent": traceparent})
    (found,) = spans.get_finished_spans()
    assert answer.status_code == 200
    assert found.parent is None


def test_an_event_continues_the_trace_it_came_with(spans: InMemorySpanExporter) -> None:
    with span("handle test.put.v1", SpanKind.CONSUMER, TRACEPARENT, event_id="1"):
        handed_on = current_traceparent()
    assert handed_on is not None
    assert handed_on.split("-")[1] == TRACE
    assert handed_on != TRACEPARENT


def test_a_batch_links_to_each_trace_of_its_events_once(spans: InMemorySpanExporter) -> None:
    with span("batch", links=[TRACEPARENT, None, TRACEPARENT, OTHER, "nonsense"]):
        pass
    (found,) = spans.get_finished_spans()
    linked = [f"{link.context.trace_id:032x}" for link in found.links]
    assert linked == [TRACE, OTHER.split("-")[1]]


def test_a_step_that_fails_tells_the_class_only(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match=CANARY), span("step"):
        raise ValueError(CANARY)
    (found,) = spans.get_finished_spans()
    assert found.attributes == {"error.type": "ValueError"}
    assert not found.status.is_ok
    assert CANARY not in found.to_json()


def test_outside_any_step_there_is_nothing_to_hand_on() -> None:
    assert current_traceparent() is None


def test_each_runtime_counts_for_itself() -> None:
    one, other = Telemetry("one"), Telemetry("other")
    one.events_handled.labels("test.put.v1", "handled").inc()
    labels = {"type": "test.put.v1", "outcome": "handled"}
    assert one.registry.get_sample_value("sportloket_events_handled_total", labels) == 1
    assert other.registry.get_sample_value("sportloket_events_handled_total", labels) is None
