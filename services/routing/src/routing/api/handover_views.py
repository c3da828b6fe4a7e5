"""Handovers as people see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from chassis.work import Work
from contracts.vocabulary import (
    ColdReason,
    HandoverMode,
    HandoverOutcome,
    IntroductionMeans,
    ProviderKind,
    ReceiverKind,
    Theme,
)
from pydantic import BaseModel

from routing.domain.handover import Handover
from routing.domain.next import next_of
from routing.domain.question import Question
from routing.domain.rules import Rule
from routing.domain.states import Party, State, Step
from routing.repository.organisations import Organisations
from routing.repository.reading import Overview
from routing.repository.rules import Rules
from routing.words import why


class NextView(BaseModel):
    """Whose turn it is, to do what, and by when."""

    owner: Party
    organisation_id: UUID
    action: Step
    by: datetime


class HandoverView(BaseModel):
    handover_id: UUID
    question_id: UUID
    municipality_code: str
    attempt: int
    state: State
    version: int
    next: NextView | None
    why: str
    """In words: by which version of which rule."""
    to_organisation_id: UUID
    from_organisation_id: UUID | None
    via_organisation_id: UUID | None
    theme: Theme
    provider_id: UUID
    provider_kind: ProviderKind
    details_ref: str
    rule_id: UUID
    rule_version: int
    mode: HandoverMode
    requested_at: datetime
    acknowledge_by: datetime
    reply_by: datetime
    contact_by: datetime | None
    receiver_kind: ReceiverKind | None
    introduction: IntroductionMeans | None
    contact_at: datetime | None
    outcome: HandoverOutcome | None
    warm: bool | None
    """None until it is completed."""
    cold_because: list[ColdReason]
    ended_at: datetime | None


@dataclass(frozen=True)
class Surroundings:
    """What else there is to say about some handovers."""

    questions: dict[UUID, Question]
    rules: dict[tuple[UUID, int], Rule]
    names: dict[UUID, str]

    @classmethod
    async def of(cls, handovers: Sequence[Handover], overview: Overview, work: Work) -> Self:
        questions = await overview.questions({h.question_id for h in handovers})
        rules = await Rules(work.db).of({(h.rule_id, h.rule_version) for h in handovers})
        entries = {rule.entry_organisation_id for rule in rules.values()}
        receivers = {h.to_organisation_id for h in handovers}
        offices = {h.via_organisation_id for h in handovers}
        ids = {each for each in entries | receivers | offices if each}
        return cls(questions, rules, await Organisations(work.db).names(ids))

    def view(self, handover: Handover) -> HandoverView:
        question = self.questions[handover.question_id]
        rule = self.rules[handover.rule_id, handover.rule_version]
        own = {name: getattr(handover, name, None) for name in HandoverView.model_fields}
        asked = {name: getattr(question, name) for name in FROM_QUESTION}
        turn = next_of(handover)
        return HandoverView.model_validate(
            {
                **own,
                **asked,
                "next": turn and NextView.model_validate(turn, from_attributes=True),
                "warm": handover.warm if handover.state is State.COMPLETED else None,
                "why": why(
                    rule, handover.to_organisation_id, handover.via_organisation_id, self.names
                ),
            }
        )


FROM_QUESTION = ("theme", "provider_id", "provider_kind", "details_ref")


async def views(
    handovers: Sequence[Handover], overview: Overview, work: Work
) -> list[HandoverView]:
    surroundings = await Surroundings.of(handovers, overview, work)
    return [surroundings.view(handover) for handover in handovers]
