"""The Dutch about the steps of a handover: why, how, with what outcome, and how warmly."""

from collections.abc import Iterable

from routing.case.changes_since import Happened
from routing.case.handover import Handover
from routing.case.lifecycle import State
from routing.case.words import STEPS


def warmth_of(handover: Handover) -> str | None:
    """Warm or cold, and why; None until it is completed."""
    if handover.state is not State.COMPLETED:
        return None
    if handover.warm:
        return "Dit was een warme overdracht."
    return f"Dit was geen warme overdracht: {_listed(one.label for one in handover.cold_because)}."


def since_then(happened: Iterable[Happened]) -> str:
    steps = [f"{STEPS[one.step]} (door {one.by or 'het loket'})" for one in happened]
    return f"Sindsdien: {', '.join(steps)}." if steps else ""


def _listed(reasons: Iterable[str]) -> str:
    *most, last = reasons
    return f"{', '.join(most)} en {last}" if most else last
