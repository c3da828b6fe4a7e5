"""How a JSON Schema says that a list of codes may grow: the list, or else a code."""

from typing import Any, Final

from pydantic import GetJsonSchemaHandler

from contracts.shapes import CODE

NEWER_CODE: Final = {
    "type": "string",
    "pattern": CODE,
    "description": "A code of a later release: read it as something else.",
}


def opened(node: Any, handler: GetJsonSchemaHandler) -> Any:
    """The same schema, in which a newer code may stand wherever one of a list may."""
    match node:
        case {"$ref": str(ref), **others} if "enum" in handler.resolve_ref_schema({"$ref": ref}):
            return {"anyOf": [{"$ref": ref}, NEWER_CODE], **others}
        case {"anyOf": list(choices), **others}:
            each = [opened(choice, handler) for choice in choices]
            return {"anyOf": [item for choice in each for item in _flat(choice)], **others}
        case dict():
            return {name: opened(value, handler) for name, value in node.items()}
        case _:
            return node


def _flat(choice: dict[str, Any]) -> list[dict[str, Any]]:
    return choice["anyOf"] if choice.keys() == {"anyOf"} else [choice]
