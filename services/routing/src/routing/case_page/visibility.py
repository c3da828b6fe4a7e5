"""What somebody sees of a case: the whole of it, their share, or nothing (S1, P03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from chassis.http.caller import Role

from routing.case.decision import Case
from routing.case.states import Party
from routing.case.visibility import Thing, sees
from routing.shared.scope import Scope
from routing.timeline.entries import ESCALATED, NOTED, WAITS, TimelineEntry

FOR_THE_DESK: Final = frozenset({ESCALATED, WAITS})
"""About a question that nobody has: for the desk, and for where it came in."""


@dataclass(frozen=True)
class CaseSight:
    case: Case
    scope: Scope

    @property
    def anything(self) -> bool:
        return self.whole or bool(self._own)

    @property
    def whole(self) -> bool:
        """Where the question came in, and the desk."""
        return self._received_it or self.scope.covers(self.case.question.municipality_code)

    @property
    def _received_it(self) -> bool:
        """For the provider; who has no organisation received none of what came by the form."""
        own = self.scope.organisation_id
        return own is not None and own == self.case.question.received_by_organisation_id

    @property
    def is_desk(self) -> bool:
        covers = self.scope.covers(self.case.question.municipality_code)
        return covers and Role.COORDINATOR in self.scope.roles

    @property
    def party(self) -> Party | None:
        """As whom somebody acts; nothing for the office that a handover goes via."""
        if self.is_desk:
            return Party.COORDINATOR
        own = self.scope.organisation_id
        if own in {handover.to_organisation_id for handover in self.case.handovers}:
            return Party.RECEIVER
        return Party.SENDER if self._received_it else None

    def entries(self, entries: Sequence[TimelineEntry]) -> list[TimelineEntry]:
        """What happened to the question is for all who take part; a step for who may see it."""
        return [entry for entry in entries if self._shows(entry)]

    def _shows(self, entry: TimelineEntry) -> bool:
        if entry.what == NOTED and not self.is_desk:
            own = self.scope.organisation_id
            return own is not None and own == entry.by_organisation_id
        if entry.handover_id is None:
            return self.whole or entry.what not in FOR_THE_DESK
        return self.whole or entry.handover_id in self._own

    @property
    def _own(self) -> frozenset[UUID]:
        return frozenset(
            handover.handover_id
            for handover in self.case.handovers
            if sees(self.scope, Thing.TIMELINE, handover)
        )
