"""A step of a handover is declared in one place: who adds one touches few files."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN_BY_HAND = (
    "contracts/src",
    "contracts/examples",
    "chassis/src",
    "services/intake/src",
    "services/routing/src",
    "services/funding/src",
    "services/notifications/src",
    "deploy",
)


def files_that_name(step: str, event: str) -> set[str]:
    """By what they hold, or by what they are called: the step, its body or its event."""
    body = step.title().replace("_", "")
    kebab = re.sub(r"(?<!^)(?=[A-Z])", "-", event).lower()
    names = (step, step.upper(), body, event, kebab, kebab.replace("-", "_"))
    named = re.compile(rf"(?<![a-zA-Z])({'|'.join(names)})(?![a-zA-Z])")
    return {
        str(path.relative_to(ROOT))
        for path in files()
        if named.search(str(path.relative_to(ROOT))) or named.search(path.read_text("utf-8"))
    }


def files() -> Iterator[Path]:
    for folder in WRITTEN_BY_HAND:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".json", ".txt", ".html"} and "__pycache__" not in path.parts:
                yield path


def test_a_step_that_the_receiver_takes_stands_in_four_files() -> None:
    assert files_that_name("put_on_hold", "HandoverPutOnHold") == {
        "contracts/examples/nl.sportloketten.handover-put-on-hold.v1/waiting-for-the-season.json",
        "contracts/src/contracts/routing.py",
        "services/routing/src/routing/case/steps.py",
        "services/routing/src/routing/handovers/replies/schemas.py",
    }


def test_a_step_that_is_also_told_by_mail_stands_in_six_files() -> None:
    event = "nl.sportloketten.handover-cancellation-requested.v1"
    assert files_that_name("request_cancellation", "HandoverCancellationRequested") == {
        f"contracts/examples/{event}/the-sender-asks-to-stop.json",
        "contracts/src/contracts/routing.py",
        "services/notifications/src/notifications/domain/occasions.py",
        "services/notifications/src/notifications/templates/handover_cancellation_requested.txt",
        "services/routing/src/routing/case/steps.py",
        "services/routing/src/routing/handovers/replies/schemas.py",
    }
