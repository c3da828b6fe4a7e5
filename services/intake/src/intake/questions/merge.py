"""When two questions may become one."""

from enum import StrEnum

from intake.questions.question import Question


class MergeRefusal(StrEnum):
    UNKNOWN = "unknown"
    ITSELF = "itself"
    ELSEWHERE = "elsewhere"
    DONE = "done"


def merge_refusal(question: Question, into: Question | None) -> MergeRefusal | None:
    """A question goes into an open one of the same municipality, or not at all."""
    if into is None:
        return MergeRefusal.UNKNOWN
    if question.id == into.id:
        return MergeRefusal.ITSELF
    if question.municipality_code != into.municipality_code:
        return MergeRefusal.ELSEWHERE
    return None if into.is_open else MergeRefusal.DONE
