"""The documents in the repository are what the code says."""

import shutil
from pathlib import Path

from contracts.__main__ import main

FOLDER = Path(__file__).parents[1]


def test_the_repository_has_what_the_generator_writes() -> None:
    assert main(["check", str(FOLDER)]) == 0


def test_a_document_that_drifted_is_found_and_made_anew(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "examples", tmp_path / "examples")
    assert main(["check", str(tmp_path)]) == 1
    assert main(["write", str(tmp_path)]) == 0
    assert main(["check", str(tmp_path)]) == 0
    (tmp_path / "asyncapi.yaml").write_text("asyncapi: 3.0.0\n")
    (tmp_path / "schemas" / "of-an-event-that-is-gone.json").write_text("{}\n")
    assert main(["check", str(tmp_path)]) == 1
    assert main(["write", str(tmp_path)]) == 0
    assert main(["check", str(tmp_path)]) == 0


def test_an_unknown_command_is_told_what_there_is() -> None:
    assert main([]) == main(["publish"]) == 2
