import os
import subprocess
import sys
from pathlib import Path

import pytest
from local_runtime.running import RunningError, only_one

HOLDS = """
import sys
from pathlib import Path
from local_runtime.running import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_demo_in_the_same_folder_is_told_who_runs_there(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(RunningError, match=f"process {first.pid}"), only_one(tmp_path):
            pass
        first.kill()
    with only_one(tmp_path):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"


def test_the_next_demo_waits_for_what_a_killed_one_leaves(tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    with only_one(tmp_path) as lock:
        (tmp_path / "lock").write_text("0\n")  # of a process that is gone
        subprocess.Popen(["sh", "-c", f"sleep 0.5; touch {ended}"], pass_fds=[lock])
    with only_one(tmp_path):
        assert ended.exists()
