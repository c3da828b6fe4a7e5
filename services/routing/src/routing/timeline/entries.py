"""The history of a case: everything that happened to it, in one order, each with what it changed.

Entries hold references to the vault and codes, never a person: they are never changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from contracts.intake import QuestionFact
from contracts.open_enumeration import NEWER_CODES_TOO
from pydantic import TypeAdapter

from routing.case.decision import Case, Decision, EscalationRaised, Happening, StepTaken
from routing.case.handover import Handover
from routing.case.question import Question
from routing.case.states import Party

ESCALATED: Final = "escalated"
ASSIGNED: Final = "assigned"
UNASSIGNED: Final = "unassigned"
NOTED: Final = "noted"
WAITS: Final = "waits"
"""Nobody could be asked, and nobody is known who should decide."""

QUESTIONS: Final = TypeAdapter(Question)
HANDOVERS: Final = TypeAdapter(Handover)
Changes = Mapping[str, Any]
"""The members that changed, with what they became, as JSON has it."""
Draft = dict[str, Any]
NOT_KEPT: Final = "version"
"""Of a question: it is the number of its last entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What somebody did or said beside the steps of handovers; `what` is its code."""

    what: str
    at: datetime
    by_party: Party | None = None
    by_organisation_id: UUID | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """`number` counts up by one in each case; `organisation_id` is whom it concerns."""

    question_id: UUID
    number: int
    at: datetime
    what: str
    handover_id: UUID | None = None
    organisation_id: UUID | None = None
    by_party: Party | None = None
    by_organisation_id: UUID | None = None
    reason: str | None = None
    question_changes: Changes = field(default_factory=dict)
    handover_changes: Mapping[str, Changes] = field(default_factory=dict)
    """By handover."""


@dataclass(frozen=True, slots=True)
class CaseWithEntries:
    case: Case
    entries: tuple[TimelineEntry, ...]


def with_entries(
    before: Case, decision: Decision, cause: Cause | None, now: datetime
) -> CaseWithEntries:
    """The case after a decision, with the entries that its history gets.

    What changed beside the steps and escalations is told by the last entry.
    """
    after, known = decision.case, {each.handover_id: each for each in before.handovers}
    drafts = [*_of_cause(cause), *_of_happenings(known, decision.happenings, now)]
    changed = _changes(before.question, after.question)
    rest = {str(h.handover_id): _differences(known.get(h.handover_id), h) for h in after.handovers}
    rest = {handover_id: changes for handover_id, changes in rest.items() if changes}
    if (changed or rest) and not drafts:
        drafts = [{"what": WAITS, "at": now, "by_party": Party.SYSTEM}]
    if drafts:
        drafts[-1]["question_changes"] = changed
        drafts[-1]["handover_changes"] = {**drafts[-1].get("handover_changes", {}), **rest}
    return _numbered(before.question, after, drafts)


def _numbered(before: Question, after: Case, drafts: list[Draft]) -> CaseWithEntries:
    entries = tuple(
        TimelineEntry(question_id=before.question_id, number=number, **draft)
        for number, draft in enumerate(drafts, before.version + 1)
    )
    question = replace(after.question, version=before.version + len(entries))
    return CaseWithEntries(Case(question, after.handovers), entries)


def _of_cause(cause: Cause | None) -> Iterator[Draft]:
    if cause:
        yield {
            "what": cause.what,
            "at": cause.at,
            "organisation_id": cause.by_organisation_id,
            "by_party": cause.by_party,
            "by_organisation_id": cause.by_organisation_id,
            "reason": cause.reason,
        }


def _of_happenings(
    known: dict[UUID, Handover], happenings: tuple[Happening, ...], now: datetime
) -> Iterator[Draft]:
    """`known` is kept up: the handovers as the entries so far tell them."""
    for happening in happenings:
        if isinstance(happening, EscalationRaised):
            draft = _escalated(happening)
        else:
            draft = _step_taken(happening)
        if after := happening.handover:
            changes = _differences(known.get(after.handover_id), after)
            known[after.handover_id] = after
            draft["handover_id"] = after.handover_id
            draft["handover_changes"] = {str(after.handover_id): changes}
        yield {"at": now, **draft}


def _step_taken(happening: StepTaken) -> Draft:
    return {
        "what": happening.step.value,
        "organisation_id": happening.handover.to_organisation_id,
        "by_party": happening.actor.party,
        "by_organisation_id": happening.actor.organisation_id,
        "reason": happening.reason,
    }


def _escalated(happening: EscalationRaised) -> Draft:
    return {
        "what": ESCALATED,
        "organisation_id": happening.to_organisation_id,
        "by_party": Party.SYSTEM,
        "reason": happening.reason.value,
    }


def _changes(before: Question, after: Question) -> dict[str, Any]:
    """All of a question that has no history yet."""
    if before.version and before == after:
        return {}
    known = QUESTIONS.dump_python(before, mode="json") if before.version else {}
    return _new(known, QUESTIONS.dump_python(after, mode="json", exclude={NOT_KEPT}))


def _differences(before: Handover | None, after: Handover) -> dict[str, Any]:
    if before == after:
        return {}
    known = HANDOVERS.dump_python(before, mode="json") if before else {}
    return _new(known, HANDOVERS.dump_python(after, mode="json"))


def _new(known: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: v for name, v in after.items() if name not in known or known[name] != v}


SAYS_WHY: Final = ("outcome", "reason", "theme", "consent")
"""Members of facts that hold a code; the first one that is there is told."""


def causes_of(facts: Iterable[QuestionFact]) -> dict[UUID, Cause]:
    """By question, what a fact of intake adds to its history."""
    return {fact.question_id: _cause(fact) for fact in facts}


def _cause(fact: QuestionFact) -> Cause:
    received_by = getattr(fact, "received_by_organisation_id", None)
    why = (getattr(fact, member, None) for member in SAYS_WHY)
    return Cause(
        what=fact.type.split(".")[2].replace("-", "_"),
        at=fact.occurred_at,
        by_party=Party.SENDER if received_by else None,
        by_organisation_id=received_by,
        reason=next((str(code) for code in why if code), None),
    )


def replayed(entries: Iterable[TimelineEntry]) -> Case:
    """From all entries of one case, in their order."""
    question: dict[str, Any] = {}
    handovers: dict[str, dict[str, Any]] = defaultdict(dict)
    for entry in entries:
        question |= {**entry.question_changes, "version": entry.number}
        for handover_id, changes in entry.handover_changes.items():
            handovers[handover_id] |= changes
    known = [
        HANDOVERS.validate_python(changes, context=NEWER_CODES_TOO)
        for changes in handovers.values()
    ]
    ordered = sorted(known, key=lambda handover: handover.attempt)
    return Case(QUESTIONS.validate_python(question, context=NEWER_CODES_TOO), tuple(ordered))
