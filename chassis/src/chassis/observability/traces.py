"""The thread through everything (W3C Trace Context), one step of it after the other.

Attributes hold event types, topics and ids of events: never a key, a query, an address or a
message of an exception.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import Link, Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

PROPAGATOR = TraceContextTextMapPropagator()
EXPORTED = "sportloket.exported"
"""Attribute of the process: whether anybody collects its spans."""


def start_tracing(service: str, otlp_endpoint: str | None) -> None:
    """Make this process's spans count: once, for all of it; the last ones go when it ends."""
    if isinstance(trace.get_tracer_provider(), TracerProvider):
        return
    provider = TracerProvider(
        resource=Resource.create({"service.name": service, EXPORTED: otlp_endpoint is not None})
    )
    if otlp_endpoint:
        # Imported here: without an endpoint nobody pays for the exporter's memory.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        exporter = OTLPSpanExporter(endpoint=otlp_endpoint)
        provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)


def current_traceparent() -> str | None:
    """The thread to hand on: in an outgoing event, a row of the outbox, a request."""
    carrier: dict[str, str] = {}
    PROPAGATOR.inject(carrier)
    return carrier.get("traceparent")


def current_trace_id() -> str | None:
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else None


@contextmanager
def span(
    name: str,
    kind: SpanKind = SpanKind.INTERNAL,
    traceparent: str | None = None,
    links: Iterable[str | None] = (),
    **attributes: str | int,
) -> Iterator[Span]:
    """A step of a trace; `links` are the traceparents of a batch's events."""
    with trace.get_tracer("sportloket").start_as_current_span(
        name,
        context=_context_of(traceparent) if traceparent else None,
        kind=kind,
        attributes=attributes,
        links=_links_to(links),
        record_exception=False,
        set_status_on_exception=False,
    ) as step:
        try:
            yield step
        except Exception as error:
            step.set_attribute("error.type", type(error).__qualname__)
            step.set_status(Status(StatusCode.ERROR))
            raise


@contextmanager
def following(
    events: Mapping[str, tuple[str, str | None]],
) -> Iterator[Mapping[str, str | None]]:
    """A step in the trace of each of these events that are handled at once: by id, type and
    traceparent.

    Gives what to hand on, by id. Where nobody collects spans, that is what came: a step per event
    costs more than the rest of taking it in.
    """
    provider = trace.get_tracer_provider()
    if not (isinstance(provider, TracerProvider) and provider.resource.attributes.get(EXPORTED)):
        yield {event_id: traceparent for event_id, (_, traceparent) in events.items()}
        return
    steps = {event_id: _step(*event, event_id) for event_id, event in events.items()}
    try:
        yield {event_id: _traceparent_of(step) for event_id, step in steps.items()}
    finally:
        for step in steps.values():
            step.end()


def _step(event_type: str, traceparent: str | None, event_id: str) -> Span:
    return trace.get_tracer("sportloket").start_span(
        event_type,
        context=_context_of(traceparent) if traceparent else Context(),
        kind=SpanKind.CONSUMER,
        attributes={"messaging.system": "kafka", "messaging.message.id": event_id},
    )


def _traceparent_of(step: Span) -> str | None:
    carrier: dict[str, str] = {}
    PROPAGATOR.inject(carrier, trace.set_span_in_context(step, Context()))
    return carrier.get("traceparent")


def _context_of(traceparent: str) -> Context:
    return PROPAGATOR.extract({"traceparent": traceparent}, Context())


def _links_to(traceparents: Iterable[str | None]) -> list[Link]:
    """One link for each trace, however many events of it are in the batch."""
    once = dict.fromkeys(traceparent for traceparent in traceparents if traceparent)
    spans = (trace.get_current_span(_context_of(traceparent)) for traceparent in once)
    return [Link(found.get_span_context()) for found in spans if found.get_span_context().is_valid]
