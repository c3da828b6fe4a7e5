"""The documents made from the code, as they stand in the repository."""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contracts.asyncapi import document
from contracts.catalogue import EVENTS


def documents(folder: Path) -> dict[Path, str]:
    """What each document must hold; `folder` has the published examples."""
    schemas = {
        folder / "schemas" / f"{name}.json": _json(event.model_json_schema(mode="serialization"))
        for name, event in EVENTS.items()
    }
    return {**schemas, folder / "asyncapi.yaml": _yaml(document(_examples(folder)))}


def stray(folder: Path) -> list[Path]:
    """Schemas of events that the code no longer has."""
    return [each for each in (folder / "schemas").glob("*.json") if each.stem not in EVENTS]


def _examples(folder: Path) -> Mapping[str, Mapping[str, dict[str, Any]]]:
    examples: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for path in sorted(folder.glob("examples/*/*.json")):
        examples[path.parent.name][path.stem] = json.loads(path.read_text(encoding="utf-8"))
    return examples


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _yaml(content: object) -> str:
    import yaml  # needed to make the documents, not to run

    class Readable(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the library's signature
            return True

        def text(self, text: str) -> yaml.ScalarNode:
            style = "|" if "\n" in text else None
            return self.represent_scalar("tag:yaml.org,2002:str", text, style)

    Readable.add_representer(str, Readable.text)
    text: str = yaml.dump(content, Dumper=Readable, sort_keys=False, width=100, allow_unicode=True)
    return text
