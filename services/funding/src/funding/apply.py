"""Keeps what steps changed, moves the money that goes with it, and says both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from chassis.work import Work
from chassis.work.clocks import Clock
from contracts.event import Event

from funding.domain.application import Application
from funding.domain.budget import Booked, BudgetLine, book
from funding.domain.change import Change, clock, movements
from funding.domain.rules import RuleSet
from funding.events import fact_of, facts_of
from funding.repository.applications import Applications
from funding.repository.budget_lines import BudgetLines
from funding.repository.history import History
from funding.repository.ledger import Ledger
from funding.repository.rule_sets import RuleSets, Version

Said = tuple[UUID, Event]
"""An event, with the application whose change it follows from."""


async def apply(
    changes: Sequence[Change], lines: Mapping[UUID, BudgetLine], work: Work
) -> list[Said]:
    """At most one change per application; `lines`: locked, at least those whose money moves.

    Raises CeilingReached before anything is written.
    """
    if not changes:
        return []
    booked = _book(changes, lines)
    rules = await RuleSets(work.db).of(version_of(change) for change in changes)
    await Applications(work.db).save([change.after for change in changes])
    await History(work.db).add(changes, work.now)
    before, after = (change.before for change in changes), (change.after for change in changes)
    await work.clocks.change(_clocks(before), _clocks(after))
    moved = [(item.line.id, item.movement) for each in booked.values() for item in each]
    await Ledger(work.db).add(moved, work.now)
    await BudgetLines(work.db).save(_latest(booked))
    return [announced for change in changes for announced in _said(change, rules, booked, work.now)]


def version_of(change: Change) -> Version:
    """The rules that held when the application was submitted."""
    return change.after.budget_line_id, change.after.rule_set_version


def lines_moved(changes: Sequence[Change]) -> set[UUID]:
    """The budget lines of which money moves."""
    return {change.after.budget_line_id for change in changes for _ in movements(change)}


def _book(changes: Sequence[Change], lines: Mapping[UUID, BudgetLine]) -> dict[UUID, list[Booked]]:
    """The movements of each application, one after the other."""
    lines = dict(lines)
    booked: dict[UUID, list[Booked]] = {}
    for change in changes:
        for movement in movements(change):
            moved = book(lines[change.after.budget_line_id], movement)
            lines[moved.line.id] = moved.line
            booked.setdefault(change.after.id, []).append(moved)
    return booked


def _latest(booked: Mapping[UUID, Sequence[Booked]]) -> list[BudgetLine]:
    lines = {item.line.id: item.line for each in booked.values() for item in each}
    return list(lines.values())


def _clocks(applications: Iterable[Application]) -> Iterator[Clock]:
    for application in applications:
        if running := clock(application):
            kind, ends_at = running
            yield Clock(kind, application.id, ends_at)


def _said(
    change: Change,
    rules: Mapping[Version, RuleSet],
    booked: Mapping[UUID, Sequence[Booked]],
    now: datetime,
) -> Iterator[Said]:
    fact = fact_of(change, rules[version_of(change)], now)
    if fact is not None:
        yield change.after.id, fact
    for each in booked.get(change.after.id, ()):
        for about_budget in facts_of(each, now):
            yield change.after.id, about_budget
