"""Whether replies can be taken, each in the light of those before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Final
from uuid import UUID

from chassis.kafka.handlers import Accepted, Rejected, Submission
from contracts.partners import HandoverReplied
from contracts.problems import Problem

from routing.case.decision import Actor, Case, Decision
from routing.case.handover import Handover
from routing.case.move import Move, possible_steps
from routing.case.states import Party
from routing.case.steps import Step
from routing.case.words import cannot_take
from routing.handovers.domain.advance import advance
from routing.handovers.domain.ask import DecisionContext
from routing.handovers.events import fact_of
from routing.handovers.repository.receivers import NamedReceiver, ReceiverKey

Submitted = Submission[HandoverReplied]

NO_SUCH_HANDOVER: Final = Problem(
    pointer="#/data/handover_id",
    detail="Deze overdracht is er niet, of is niet aan u gevraagd.",
)
NO_SUCH_NAME: Final = Problem(
    pointer="#/data/receiver_ref", detail="Leg de naam eerst vast: PUT /v1/receivers/{ref}."
)
OTHER_KIND: Final = Problem(
    pointer="#/data/receiver_kind", detail="De naam is vastgelegd als iets anders."
)


@dataclass
class ReplyJudge:
    """Judges the replies of a batch one by one, each on what those before it came to.

    `decisions`: by question, what was decided so far. `named`: who accepted, for the vault.
    """

    decisions: dict[UUID, Decision]
    names: Mapping[ReceiverKey, NamedReceiver]
    context: DecisionContext
    named: dict[str, tuple[UUID, NamedReceiver]] = field(default_factory=dict)

    def verdict(self, submission: Submitted, flaws: Sequence[Problem]) -> Accepted | Rejected:
        """`flaws`: of the reply by itself; the receipt names all problems at once."""
        found = self._found(submission)
        problems = [*flaws, *self._problems_of_name(submission)]
        if found is None:
            return Rejected(submission, [*problems, NO_SUCH_HANDOVER])
        case, handover = found
        if problems := [*problems, *_problems_of_step(submission.content, handover)]:
            return Rejected(submission, problems)
        actor = Actor(Party.RECEIVER, submission.partner.organisation_id)
        decision = advance(case, handover, self._move(submission), actor, self.context)
        question_id = case.question.question_id
        self.decisions[question_id] = self.decisions[question_id].then(decision)
        facts = [fact_of(happening, self.context.now) for happening in decision.happenings]
        return Accepted(submission, handover.handover_id, facts)

    def _found(self, submission: Submitted) -> tuple[Case, Handover] | None:
        for decision in self.decisions.values():
            for handover in decision.case.handovers:
                if (handover.handover_id, handover.to_organisation_id) == _asked(submission):
                    return decision.case, handover
        return None

    def _problems_of_name(self, submission: Submitted) -> list[Problem]:
        content = submission.content
        if content.receiver_ref is None:
            return []
        named = self.names.get((submission.partner.organisation_id, content.receiver_ref))
        if named is None:
            return [NO_SUCH_NAME]
        return [OTHER_KIND] if content.receiver_kind not in (None, named.kind) else []

    def _move(self, submission: Submitted) -> Move:
        """The name is kept anew for this handover: it stays when the partner forgets it."""
        content, organisation_id = submission.content, submission.partner.organisation_id
        facts = content.model_dump(include={"reason", "introduction", "outcome", "right_theme"})
        if content.receiver_ref is not None:
            named, ref = self.names[organisation_id, content.receiver_ref], token_hex(16)
            self.named[ref] = organisation_id, named
            facts |= {"receiver_kind": named.kind, "receiver_ref": ref}
        return Move(step=Step(content.step), **facts)


def _problems_of_step(content: HandoverReplied, handover: Handover) -> list[Problem]:
    possible = possible_steps(handover)
    if Step(content.step) in possible:
        return []
    return [Problem(pointer="#/data/step", detail=cannot_take(handover.state, possible))]


def _asked(submission: Submitted) -> tuple[UUID, UUID]:
    return submission.content.handover_id, submission.partner.organisation_id
