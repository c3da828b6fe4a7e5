"""Why somebody was asked, or nobody: what was compared, in facts and in words (S1, P27)."""

from uuid import UUID

from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from pydantic import BaseModel

from routing.assignment.explain import Explanations
from routing.assignment.repository.explanation_records import ExplanationRecords
from routing.assignment.words import CHOSEN, NOBODY, PASSED_OVER
from routing.case.explanation_record import (
    Basis,
    ComparedCandidate,
    ExplanationRecord,
    NotAskedBecause,
)
from routing.case.visibility import Thing, Viewer, sees, viewers
from routing.handovers.repository.reader import HandoverReader, visible_handover
from routing.network.repository.organisations import Organisations
from routing.shared.http import Reading
from routing.shared.scope import scope_of

router = Router(tags=["deciding"])

OVERSEEING = frozenset({Viewer.COORDINATOR, Viewer.SERVICE})


class WeighedView(BaseModel):
    organisation_id: UUID
    name: str
    basis: Basis
    chosen: bool
    passed_over: NotAskedBecause | None
    open_handovers: int | None
    """None where it was not compared."""
    words: str


class ExplanationView(BaseModel):
    question_id: UUID
    handover_id: UUID | None
    """None: nobody could be asked."""
    basis: Basis | None
    rule_id: UUID | None
    """Or what else it rests on: an agreement, the matrix, a person's decision."""
    rule_version: int | None
    why: str
    considered: list[WeighedView]
    """For coordinators: the others see why they were asked."""


@router.get("/handovers/{handover_id}/explanation", summary="Why this organisation was asked")
async def get_explanation(handover_id: UUID, caller: Reading, work: Begin) -> ExplanationView:
    reader = HandoverReader(work.db, scope_of(caller))
    handover = await visible_handover(handover_id, reader)
    if not sees(reader.scope, Thing.EXPLANATION, handover):
        raise NotFound("no-such-handover", "Deze overdracht is er niet.")
    questions = await reader.questions([handover.question_id])
    explanations = await Explanations.of([handover], work)
    oversees = bool(viewers(reader.scope, handover) & OVERSEEING)
    considered = explanations.considered.get(handover_id) if oversees else None
    return ExplanationView(
        question_id=handover.question_id,
        handover_id=handover_id,
        basis=explanations.basis(handover),
        rule_id=handover.rule_id,
        rule_version=handover.rule_version,
        why=explanations.why(handover, questions[handover.question_id]),
        considered=[
            _view(candidate, explanations.name(candidate.organisation_id))
            for candidate in _weighed(considered)
        ],
    )


@router.get("/questions/{question_id}/explanation", summary="Why nobody was asked about a question")
async def get_question_explanation(
    question_id: UUID, caller: Reading, work: Begin
) -> ExplanationView:
    scope = scope_of(caller)
    question = await HandoverReader(work.db, scope).question(question_id)
    if question is None or not scope.covers(question.municipality_code) or not question.waiting:
        raise NotFound("no-such-question", "Deze vraag is er niet, of er is al iemand gevraagd.")
    last = await ExplanationRecords(work.db).last(question_id)
    ground = last.ground if last else None
    names = await Organisations(work.db).names(
        [candidate.organisation_id for candidate in _weighed(last)]
    )
    return ExplanationView(
        question_id=question_id,
        handover_id=None,
        basis=ground and ground.basis,
        rule_id=ground and ground.ground_id,
        rule_version=ground and ground.version,
        why=NOBODY,
        considered=[
            _view(candidate, names.get(candidate.organisation_id, str(candidate.organisation_id)))
            for candidate in _weighed(last)
        ],
    )


def _weighed(considered: ExplanationRecord | None) -> tuple[ComparedCandidate, ...]:
    return considered.weighed if considered else ()


def _view(weighed: ComparedCandidate, name: str) -> WeighedView:
    passed_over = weighed.passed_over
    return WeighedView(
        organisation_id=weighed.organisation_id,
        name=name,
        basis=weighed.ground.basis,
        chosen=passed_over is None,
        passed_over=passed_over,
        open_handovers=weighed.open_handovers,
        words=f"{name} {PASSED_OVER[passed_over] if passed_over else CHOSEN}.",
    )
