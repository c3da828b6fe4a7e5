"""Recording entries: judged all together, then kept and announced, or refused with every flaw."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic

from chassis.clocks.terms import AMSTERDAM
from chassis.work import Work

from routing.network.domain.entry import Remark
from routing.network.kind import Change, E, Kind, RecordedEntry
from routing.network.reconsider import look_for_somebody
from routing.network.repository.entries import Entries
from routing.network.repository.related_organisations import related_organisations
from routing.network.reviews import plan_reviews

TWICE: Final = "Deze id staat er twee keer."


@dataclass(frozen=True, slots=True)
class Judged(Generic[E]):
    """`codes`: the municipalities that it belongs to, and those that it belonged to.

    `remarks`: what is wrong with it. `refusal`: why it cannot follow on what was there.
    """

    entry: E
    before: RecordedEntry[E] | None
    codes: Sequence[str]
    remarks: Sequence[Remark]
    refusal: str | None

    @property
    def changes(self) -> list[Change[E]]:
        known = self.before.version if self.before else 0
        steps = self.entry.steps(self.before.entry if self.before else None)
        return [Change(entry, known + n, self.codes) for n, entry in enumerate(steps, 1)]


async def judge(kind: Kind[E], sent: Sequence[E], work: Work) -> list[Judged[E]]:
    """Nobody else records entries of this kind until this transaction ends."""
    today = work.now.astimezone(AMSTERDAM).date()
    entries = [entry.placed_on(today) for entry in sent]
    recorded_entries = Entries(work.db, kind)
    await recorded_entries.record_alone()
    times = Counter(kind.id_of(entry) for entry in entries)
    known = await recorded_entries.of(times)
    place = await related_organisations(
        [*entries, *(before.entry for before in known.values())], work.db
    )
    judged = []
    for entry in entries:
        before = known.get(kind.id_of(entry))
        remarks = list(entry.remarks(place))
        if times[kind.id_of(entry)] > 1:
            remarks.append((kind.key, TWICE))
        codes = dict.fromkeys([*entry.codes(place), *(before.entry.codes(place) if before else ())])
        refusal = entry.refusal(before.entry) if before else None
        judged.append(Judged(entry, before, list(codes), remarks, refusal))
    return judged


async def record_entries(kind: Kind[E], judged: Sequence[Judged[E]], work: Work) -> None:
    """Each of them that says something new."""
    changes = [change for each in judged for change in each.changes]
    if not changes:
        return
    await Entries(work.db, kind).save(changes, work.now)
    await plan_reviews(kind, changes, work)
    await look_for_somebody(kind, changes, work)
    if kind.fact:
        work.announce(*(kind.fact(change, work.now) for change in changes))
