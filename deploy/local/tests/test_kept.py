import subprocess
from pathlib import Path

from local_runtime.kept import assignments, passwords_for, write_private


def test_passwords_stay_the_same_and_new_names_get_one(tmp_path: Path) -> None:
    file = tmp_path / "data" / "passwords.json"
    first = passwords_for(["intake"], file)
    second = passwords_for(["intake", "routing"], file)
    assert second["intake"] == first["intake"] != second["routing"]


def test_a_private_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "env", "A=1\n")
    assert (tmp_path / "env").stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [tmp_path / "env"]


def test_a_shell_reads_back_what_was_written(tmp_path: Path) -> None:
    value = "it's $HOME; `date`"
    write_private(tmp_path / "env", assignments({"TOLD": value}))
    shell = 'set -a; . "$0"; printenv TOLD'
    read = subprocess.check_output(["sh", "-c", shell, tmp_path / "env"])
    assert read.decode() == f"{value}\n"
