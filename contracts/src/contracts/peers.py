"""What routing announces of providers that may help each other, and of the lack of hands."""

from typing import ClassVar
from uuid import UUID

from contracts.event import Fact
from contracts.passing_on import HandoverFact
from contracts.shapes import Count
from contracts.vocabulary import Theme


class PeerMatchFact(Fact):
    """Keyed by the match; who the peers are is for both alone, and only after both said yes."""

    topic: ClassVar[str] = "sportloket.handovers.v1"

    match_id: UUID

    @property
    def key(self) -> str:
        return str(self.match_id)


class PeerMatchProposed(PeerMatchFact):
    """Two providers may help each other; each is asked whether the other may know (S2, R06)."""

    type: ClassVar[str] = "nl.sportloketten.peer-match-proposed.v1"

    theme: Theme


class PeerMatchAccepted(PeerMatchFact):
    """Both said yes."""

    type: ClassVar[str] = "nl.sportloketten.peer-match-accepted.v1"


class PeerMatchEnded(PeerMatchFact):
    """One said no, or nobody answered."""

    type: ClassVar[str] = "nl.sportloketten.peer-match-ended.v1"


class SpaceFreed(PeerMatchFact):
    """A match gave somebody more room: square metres before and after (S2, R18)."""

    type: ClassVar[str] = "nl.sportloketten.space-freed.v1"

    before_m2: Count
    after_m2: Count


class CapacityRequested(HandoverFact):
    """A decline for lack of capacity became a request for extra hands (S1, P26)."""

    type: ClassVar[str] = "nl.sportloketten.capacity-requested.v1"

    capacity_request_id: UUID
    theme: Theme

    @property
    def subject(self) -> str:
        return str(self.capacity_request_id)
