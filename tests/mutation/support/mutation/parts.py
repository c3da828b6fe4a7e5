"""What is mutated, part by part: the rules of each service, and the chassis' delivery."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[4]
RULES = "Rules know no database, no network and no framework"
"""The contract in pyproject.toml that says which modules hold rules alone."""
DELIVERY = (
    "chassis.kafka.batch",
    "chassis.kafka.consumer",
    "chassis.kafka.dead_letters",
    "chassis.kafka.inbox",
    "chassis.kafka.records",
    "chassis.kafka.relay",
    "chassis.kafka.retries",
    "chassis.kafka.waves",
    "chassis.work.outbox",
)


@dataclass(frozen=True)
class Part:
    name: str
    member: Path
    """The folder in the workspace, with `src` and `tests`."""
    modules: tuple[str, ...]
    """As import-linter writes them: `routing.**.domain`."""
    has_quick_tests: bool = True
    """Tests of its rules that ask for no server."""

    @property
    def files(self) -> list[str]:
        """Patterns of the files in the member, for fnmatch."""
        paths = [f"src/{module.replace('.', '/').replace('**', '*')}" for module in self.modules]
        return [pattern for path in paths for pattern in (f"{path}.py", f"{path}/*.py")]


def parts() -> Mapping[str, Part]:
    services = {
        name: Part(name, ROOT / "services" / name, _rules_of(name))
        for name in ("funding", "notifications", "intake", "routing")
    }
    return services | {
        "chassis": Part("chassis", ROOT / "chassis", DELIVERY, has_quick_tests=False)
    }


def _rules_of(service: str) -> tuple[str, ...]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    rules = next(contract for contract in contracts if contract["name"] == RULES)
    return tuple(name for name in rules["source_modules"] if name.split(".")[0] == service)
