"""What is sent and shown of a kind of thing, made from its entry."""

from datetime import datetime
from functools import cache
from typing import Any

from pydantic import BaseModel, create_model

from routing.network.kind import Kind
from routing.shared.http import Shape


def body_of(kind: Kind[Any]) -> type[BaseModel]:
    """Without the id: that is in the path."""
    members: dict[str, Any] = {
        name: (field.annotation, field)
        for name, field in kind.entry.model_fields.items()
        if name != kind.key
    }
    return create_model(f"{kind.entry.__name__}Entry", __base__=Shape, **members)


@cache
def view_model_of(kind: Kind[Any]) -> type[BaseModel]:
    members: dict[str, Any] = {
        **{name: (field.annotation, ...) for name, field in kind.entry.model_fields.items()},
        "version": (int, ...),
        "recorded_at": (datetime, ...),
    }
    return create_model(f"{kind.entry.__name__}View", **members)
