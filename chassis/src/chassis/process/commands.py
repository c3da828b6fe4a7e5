"""What ops do with a service: `python -m <service> …`."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Annotated, TypeVar
from uuid import UUID

import typer

from chassis.database.engine import create_single, disposing
from chassis.kafka import partners, topics
from chassis.kafka import replay as replays
from chassis.kafka.partners import Partner
from chassis.process.runtime import Runtime
from chassis.process.service import Service
from chassis.work import Work

T = TypeVar("T")

Replication = Annotated[int, typer.Option(help="copies of each partition")]
LetterId = Annotated[int, typer.Argument(help="as `dead-letters list` shows it")]


def main(service: Service) -> None:
    """The command line of a service."""
    commands(service)()


def commands(service: Service) -> typer.Typer:
    app = typer.Typer(help=service.title, no_args_is_help=True, pretty_exceptions_enable=False)
    _running(app, service)
    _setting_up(app, service)
    app.add_typer(_dead_letters(service), name="dead-letters")
    app.add_typer(_partners(service), name="partners")
    return app


def _running(app: typer.Typer, service: Service) -> None:
    @app.command()
    def run(parts: Annotated[list[str] | None, typer.Argument()] = None) -> None:
        """Run the service, or some of: api, consumers, relay, clocks (and parts of its own)."""
        from chassis.process import run as process  # the other commands start quicker without it

        process.run(service, service.settings(), parts or [])


def _setting_up(app: typer.Typer, service: Service) -> None:
    @app.command()
    def migrate() -> None:
        """Bring the database's tables up to date."""
        from chassis.database.migrations import upgrade  # Alembic, which nothing else needs

        upgrade(service.name, service.settings().database_url.get_secret_value())

    @app.command(name="topics")
    def make_topics(replication: Replication = 1) -> None:
        """Create the topics of the catalogue that are not there yet."""
        bootstrap = service.settings().kafka
        made = asyncio.run(topics.create(bootstrap, topics.of_services(), replication))
        typer.echo(f"{len(made)} topics created")


def _dead_letters(service: Service) -> typer.Typer:
    app = typer.Typer(help="Events that could not be handled.", no_args_is_help=True)

    @app.command(name="list")
    def list_letters() -> None:
        """All of them, oldest first."""
        for letter in _in_work(service, lambda work: replays.every(work.db)):
            place = f"{letter.record.topic}/{letter.record.partition}/{letter.record.offset}"
            typer.echo(f"{letter.id}\t{place}\t{letter.reason}\t{letter.error}")

    @app.command()
    def show(letter: LetterId) -> None:
        """One of them, with the record as it came. It may hold what a sender should not send."""
        dead_letter = _found(_in_work(service, lambda work: replays.find(work.db, letter)))
        typer.echo(f"{dead_letter.reason}: {dead_letter.error}\nkey: {dead_letter.record.key!r}")
        for name, value in dead_letter.record.headers:
            typer.echo(f"{name}: {value!r}")
        typer.echo((dead_letter.record.value or b"(null)").decode(errors="replace"))

    @app.command()
    def replay(letter: LetterId) -> None:
        """Handle it anew, and in order what is parked behind it."""
        dead_letter = _found(_in_work(service, lambda work: replays.find(work.db, letter)))
        total = 0
        while handled := _in_work(
            service, lambda work: replays.replay(dead_letter.place, service.reader, work)
        ):
            total += handled
        typer.echo(f"{total} handled")

    @app.command()
    def drop(letter: LetterId) -> None:
        """Give it up for good; then replay what is parked behind it."""
        _in_work(service, lambda work: replays.drop(work.db, letter))

    return app


def _partners(service: Service) -> typer.Typer:
    app = typer.Typer(help="Organisations that publish on a topic.", no_args_is_help=True)

    @app.command()
    def add(
        slug: Annotated[str, typer.Argument(help="lower-case letters, digits and hyphens")],
        source: Annotated[str, typer.Option(help="the only `source` its events may have")],
        organisation: Annotated[UUID, typer.Option(help="its id in the network")],
        replication: Replication = 1,
    ) -> None:
        """Register a partner here and create its two topics; doing it again changes the source."""
        partner = Partner(slug, source, organisation)
        made = topics.create(service.settings().kafka, topics.of_partner(slug), replication)
        typer.echo(f"{len(asyncio.run(made))} topics created")
        _in_work(service, lambda work: partners.register(work.db, partner))

    @app.command(name="list")
    def list_partners() -> None:
        """Who may publish to this service, and under which name."""
        for partner in _in_work(service, lambda work: partners.every(work.db)):
            typer.echo(f"{partner.slug}\t{partner.source}\t{partner.organisation_id}")

    return app


def _found(letter: replays.KeptLetter | None) -> replays.KeptLetter:
    if letter is None:
        raise typer.BadParameter("there is no such dead letter")
    return letter


def _in_work(service: Service, do: Callable[[Work], Awaitable[T]]) -> T:
    return asyncio.run(_do(service, do))


async def _do(service: Service, do: Callable[[Work], Awaitable[T]]) -> T:
    settings = service.settings()
    url = settings.database_url.get_secret_value()
    async with disposing(create_single(url, f"{service.name}-command")) as engine:
        begin: AbstractAsyncContextManager[Work] = Runtime(service.name, settings, engine).begin()
        async with begin as work:
            return await do(work)
