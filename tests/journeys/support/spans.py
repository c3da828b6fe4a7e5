"""Somebody who collects spans (OTLP over HTTP), as an operator would have."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Spans:
    """What came in, each export as its bytes: protobuf keeps text as it is."""

    endpoint: str
    exports: list[str] = field(default_factory=list)

    def services_in(self, trace_id: str) -> set[str]:
        """Whose spans of a trace came in, of those that can be told."""
        wanted = bytes.fromhex(trace_id).decode("latin-1")
        names = ("intake", "routing", "funding", "notifications")
        exports = [export for export in self.exports if wanted in export]
        return {name for name in names for export in exports if name in export}


@contextmanager
def collected() -> Iterator[Spans]:
    spans = Spans("")

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            spans.exports.append(self.rfile.read(length).decode("latin-1"))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    spans.endpoint = f"http://127.0.0.1:{server.server_port}/v1/traces"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield spans
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
