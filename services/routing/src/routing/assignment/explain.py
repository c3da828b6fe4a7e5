"""Why handovers went where they went: by which version of what, and what was compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from chassis.work import Work

from routing.assignment.domain.rules import Rule
from routing.assignment.repository.explanation_records import ExplanationRecords
from routing.assignment.repository.reroutes import Reroutes
from routing.assignment.repository.rules import Rules
from routing.assignment.words import BECAUSE, REROUTED, VIA, RerouteReason, why
from routing.case.explanation_record import Basis, ExplanationRecord
from routing.case.handover import Handover
from routing.case.question import Question
from routing.network.repository.organisations import Organisations


@dataclass(frozen=True)
class Explanations:
    """Of some handovers."""

    rules: Mapping[tuple[UUID, int], Rule]
    considered: Mapping[UUID, ExplanationRecord]
    reasons: Mapping[UUID, str]
    """By the decision of a person."""
    names: Mapping[UUID, str]

    @classmethod
    async def of(cls, handovers: Sequence[Handover], work: Work) -> Self:
        grounds = {(h.rule_id, h.rule_version) for h in handovers}
        rules = await Rules(work.db).of(grounds)
        considered = await ExplanationRecords(work.db).of_handovers(
            [h.handover_id for h in handovers]
        )
        reasons = await Reroutes(work.db).reasons([ground for ground, _ in grounds - rules.keys()])
        entries = {rule.entry_organisation_id for rule in rules.values()}
        named = {each for h in handovers for each in (h.to_organisation_id, h.via_organisation_id)}
        weighed = {w.organisation_id for record in considered.values() for w in record.weighed}
        ids = {each for each in entries | named | weighed if each}
        return cls(rules, considered, reasons, await Organisations(work.db).names(ids))

    def why(self, handover: Handover, question: Question) -> str:
        """In a sentence, or two where it goes via an office that no rule names."""
        rule = self.rules.get((handover.rule_id, handover.rule_version))
        if rule:
            receiver, via = handover.to_organisation_id, handover.via_organisation_id
            return why(rule, receiver, via, self.names)
        sentence = BECAUSE[self.basis(handover)].format(
            ground=handover.rule_id,
            version=handover.rule_version,
            receiver=self.name(handover.to_organisation_id),
            code=handover.municipality_code,
            theme=question.theme.label,
            reason=REROUTED[RerouteReason(self.reasons.get(handover.rule_id, "other"))],
        )
        office = handover.via_organisation_id
        return f"{sentence} {VIA.format(office=self.name(office))}" if office else sentence

    def basis(self, handover: Handover) -> Basis:
        considered = self.considered.get(handover.handover_id)
        if considered and considered.ground:
            return considered.ground.basis
        return Basis.PERSON if handover.rule_id in self.reasons else Basis.RULE

    def name(self, organisation_id: UUID) -> str:
        return self.names.get(organisation_id, str(organisation_id))
