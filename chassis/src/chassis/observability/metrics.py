"""What can be measured (Prometheus).

Labels hold route templates, event types and topics: never a key, a query, an address or a message
of an exception.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from chassis.observability.traces import start_tracing


class Telemetry:
    """The measurements of one runtime, in a registry of its own."""

    def __init__(self, service: str, otlp_endpoint: str | None = None) -> None:
        start_tracing(service, otlp_endpoint)
        self.registry = registry = CollectorRegistry()

        def counter(name: str, about: str, *labels: str) -> Counter:
            return Counter(f"sportloket_{name}", about, labels, registry=registry)

        def gauge(name: str, about: str, *labels: str) -> Gauge:
            return Gauge(f"sportloket_{name}", about, labels, registry=registry)

        def seconds(name: str, about: str, *labels: str) -> Histogram:
            return Histogram(f"sportloket_{name}", about, labels, registry=registry)

        self.http_requests = seconds(
            "http_request_seconds", "Requests by template.", "route", "method", "status"
        )
        self.events_handled = counter("events_handled", "Events taken in.", "type", "outcome")
        self.batch_seconds = seconds("batch_seconds", "One batch, from records to commit.")
        self.events_relayed = counter("events_relayed", "Events sent from the outbox.")
        self.dead_letters = counter("dead_letters", "Records set aside.", "topic", "reason")
        self.consumer_lag = gauge("consumer_lag", "Records not yet read.", "topic", "partition")
        self.outbox_rows = gauge("outbox_rows", "Events that wait for the relay.")
        self.outbox_age_seconds = gauge("outbox_age_seconds", "Age of the oldest such event.")
        self.clocks_fired = counter("clocks_fired", "Terms that ended.", "kind")
        self.clocks_late_seconds = seconds("clocks_late_seconds", "How long after their time.")

    def exposition(self) -> bytes:
        return generate_latest(self.registry)
