"""What holds of applications and budget lines, to the cent."""

from collections import Counter
from collections.abc import Iterator

from .history import History, Line


def every_application_is_taken_in_and_decided_exactly_once(history: History) -> Iterator[str]:
    submitted = _times(history, "ApplicationSubmitted")
    decided = _times(history, "FundingApproved", "FundingRejected")
    asked = {application.application_id for application in history.asked.applications}
    for application_id in sorted(asked | submitted.keys() | decided.keys()):
        if application_id not in asked:
            yield f"nobody applied for {application_id}"
        times = submitted[application_id], decided[application_id]
        if times != (1, 1):
            yield f"application {application_id} is taken in and decided {times} times"


def awards_and_what_is_left_make_up_the_ceiling(history: History) -> Iterator[str]:
    for line in history.lines:
        awarded = sum(
            said.data["awarded_cents"]
            for said in history.of("FundingApproved")
            if said.data["budget_line_id"] == line.budget_line_id
        )
        if line.available_cents < 0 or awarded + line.available_cents != line.ceiling_cents:
            left = f"{awarded} awarded and {line.available_cents} left of {line.ceiling_cents}"
            yield f"budget line {line.budget_line_id}: {left}"


def every_movement_of_a_budget_follows_from_the_one_before(history: History) -> Iterator[str]:
    for line in history.lines:
        yield from _movements(history, line)


def every_budget_line_is_what_its_ledger_says(history: History) -> Iterator[str]:
    for line in history.lines:
        if not line.exact:
            yield f"budget line {line.budget_line_id} is not what its ledger says"


def _times(history: History, *names: str) -> Counter[str]:
    return Counter(said.data["application_id"] for said in history.of(*names))


def _movements(history: History, line: Line) -> Iterator[str]:
    left = line.ceiling_cents
    for said in history.of("BudgetCommitted"):
        if said.data["budget_line_id"] != line.budget_line_id:
            continue
        left -= said.data["amount_cents"]
        if left != said.data["available_cents"]:
            told = said.data["available_cents"]
            yield f"{told} cents are said to be left, not {left} ({said.record.position})"
    if left != line.available_cents:
        yield f"{line.available_cents} cents are left in the end, and {left} by what was said"
