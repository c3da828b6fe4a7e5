"""What others see of a service is what was committed."""

from collections.abc import Iterable
from operator import itemgetter

import yaml
from chassis.kafka.handlers import Handler
from chassis.process.service import Service
from chassis.process.testing import Running
from fastapi.routing import iter_route_contexts

from .database_schema import database_schema
from .snapshot import check_snapshot


async def test_the_openapi_document(service: Service, app: Running) -> None:
    document = (await app.client.get("/v1/openapi.json")).json()
    text = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, width=100)
    check_snapshot(f"{service.name}/openapi.yaml", text)


async def test_the_tables_that_migrations_make(service: Service, app: Running) -> None:
    async with app.begin() as work:
        schema = await database_schema(work.db)
    check_snapshot(f"{service.name}/database.txt", schema)


def test_the_events_that_are_heard(service: Service) -> None:
    heard = [(event.type, each) for each in service.handlers for event in each.events]
    by_type = sorted(heard, key=itemgetter(0))
    check_snapshot(f"{service.name}/handlers.txt", _lines(_heard(*each) for each in by_type))


def test_the_clocks_that_ring(service: Service) -> None:
    kinds = sorted(str(alarm.kind) for alarm in service.alarms)
    check_snapshot(f"{service.name}/alarms.txt", _lines(kinds))


def test_the_paths_that_the_document_leaves_out(service: Service, app: Running) -> None:
    pages = {
        f"{method} {route.path_format}"
        for route in iter_route_contexts(app.app.routes)
        if not route.include_in_schema
        for method in route.methods or ()
    }
    check_snapshot(f"{service.name}/pages.txt", _lines(sorted(pages)))


def _heard(event_type: str, handler: Handler) -> str:
    said_by = "partners" if handler.judging else "a service"
    taken = "all of a key together" if handler.together else "one of a key at a time"
    return f"{event_type} (said by {said_by}, {taken})"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
