"""Who is asked: the same answer for the same data, in whatever order the data come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from routing.assignment.domain.candidate_order import CandidateOrder, candidate_order
from routing.assignment.domain.network import Network
from routing.assignment.domain.obstacles import Candidate, obstacle_of
from routing.assignment.domain.rules import Rule
from routing.case.decision import Case
from routing.case.explanation_record import ComparedCandidate, ExplanationRecord, NotAskedBecause

Obstacles = Mapping[UUID, NotAskedBecause | None]

COMPARED: Final = (
    NotAskedBecause.MORE_OPEN_WORK,
    NotAskedBecause.ASKED_LATER,
    NotAskedBecause.SAME_FOOTING,
)
"""What equals are told apart by, in this order; as in `Network.busy`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen` None: nobody can be asked."""

    rule: Rule | None
    chosen: Candidate | None
    weighed: tuple[ComparedCandidate, ...]

    @property
    def nothing_holds(self) -> bool:
        """No rule fits, and nobody committed itself."""
        return self.rule is None and not self.weighed

    def record(
        self, question_id: UUID, handover_id: UUID | None, now: datetime
    ) -> ExplanationRecord:
        rule_ground = self.rule.ground if self.rule else None
        return ExplanationRecord(
            consideration_id=handover_id or uuid5(question_id, f"considered at {now.isoformat()}"),
            question_id=question_id,
            handover_id=handover_id,
            ground=self.chosen.ground if self.chosen else rule_ground,
            weighed=self.weighed,
        )


def choose(case: Case, network: Network) -> Choice:
    rule = network.rule_for(case.question)
    groups = candidate_order(case.question, rule, network)
    obstacles = {c.organisation_id: _obstacle(c, case, network) for g in groups for c in g}
    chosen = _first(groups, obstacles, None, network) or _first(
        groups, obstacles, NotAskedBecause.WAITING_LIST, network
    )
    weighed = tuple(
        _weighed(each, _why_not(each, chosen, group, obstacles, network), group, network)
        for group in groups
        for each in group
    )
    return Choice(rule, chosen, weighed)


def _weighed(
    candidate: Candidate,
    passed_over: NotAskedBecause | None,
    group: list[Candidate],
    network: Network,
) -> ComparedCandidate:
    compared = len(group) > 1 or passed_over is NotAskedBecause.FULL
    count = network.load(candidate.organisation_id).open_handovers if compared else None
    return ComparedCandidate(candidate.organisation_id, candidate.ground, passed_over, count)


def all_find_somebody(cases: Iterable[Case], network: Network, now: datetime) -> bool:
    """When they are placed one after the other; the network stays as it is."""
    trial = replace(network, loads=dict(network.loads))
    for case in cases:
        chosen = choose(case, trial).chosen
        if chosen is None:
            return False
        trial.asked(chosen.organisation_id, now)
    return True


def _obstacle(candidate: Candidate, case: Case, network: Network) -> NotAskedBecause | None:
    asked = candidate.organisation_id
    if asked in case.tried:
        return NotAskedBecause.ASKED_BEFORE
    open_handovers = network.load(asked).open_handovers
    partner = network.partner(asked)
    return obstacle_of(candidate.level, case.question, partner, network.day, open_handovers)


def _first(
    groups: CandidateOrder,
    obstacles: Obstacles,
    obstacle: NotAskedBecause | None,
    network: Network,
) -> Candidate | None:
    """Of the first group with any of these: the least busy, longest idle."""
    for equals in groups:
        if able := [each for each in equals if obstacles[each.organisation_id] is obstacle]:
            return min(able, key=lambda each: network.busy(each.organisation_id))
    return None


def _why_not(
    candidate: Candidate,
    chosen: Candidate | None,
    group: list[Candidate],
    obstacles: Obstacles,
    network: Network,
) -> NotAskedBecause | None:
    obstacle = obstacles[candidate.organisation_id]
    if candidate == chosen or chosen is None:
        return None if candidate == chosen else obstacle
    if obstacle is not obstacles[chosen.organisation_id]:
        return obstacle
    if chosen not in group:
        return NotAskedBecause.LATER_IN_ORDER
    own, other = (network.busy(each.organisation_id) for each in (candidate, chosen))
    return next(why for why, mine, its in zip(COMPARED, own, other, strict=True) if mine != its)
