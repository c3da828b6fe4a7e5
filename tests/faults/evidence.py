"""What remains of a trial that failed: logs, and everything that was said."""

import json
import shutil
from pathlib import Path

from local_runtime.places import RUNTIME

from .history import History

EVIDENCE = RUNTIME / "faults"


def keep(seed: int, logs: Path, history: History) -> Path:
    """Returns the folder where it is kept; what an earlier trial of this seed left is gone."""
    folder = EVIDENCE / str(seed)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for log in logs.glob("*.log"):
        shutil.copy(log, folder)
    with (folder / "records.jsonl").open("w") as lines:
        for record in history.records:
            value = (record.value or b"").decode(errors="replace")
            lines.write(json.dumps([record.position, value]) + "\n")
    (folder / "history.txt").write_text(
        "\n".join(map(repr, (history.asked, history.interruptions, history.waiting, history.lines)))
    )
    return folder
