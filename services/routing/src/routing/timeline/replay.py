"""A case as its history tells it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from contracts.open_enumeration import NEWER_CODES_TOO

from routing.case.decision import Case
from routing.timeline.entries import HANDOVERS, QUESTIONS, Entry


def replayed(entries: Iterable[Entry]) -> Case:
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
