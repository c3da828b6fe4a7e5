from abc import abstractmethod
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from contracts.open_enumeration import NEWER_CODES_TOO
from contracts.open_schema import opened
from contracts.shapes import Count, Instant, MunicipalityCode


class Event(BaseModel):
    """What an event says; the envelope around it is a CloudEvent."""

    # unknown members are passed over, so that either side may deploy first
    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)

    type: ClassVar[str]
    topic: ClassVar[str]

    @property
    @abstractmethod
    def key(self) -> str:
        """The Kafka key: events with the same key stay in order."""

    @property
    def subject(self) -> str:
        """The id of the thing that the event is about."""
        return self.key

    @classmethod
    def read(cls, data: object) -> Self:
        """The data of an event that somebody else wrote."""
        return cls.model_validate(data)


class Fact(Event):
    """An event that a service announces."""

    municipality_code: MunicipalityCode
    version: Count
    """Counts up by one per subject."""
    occurred_at: Instant

    @classmethod
    def read(cls, data: object) -> Self:
        """It happened: a code that only a newer release knows is kept as it is."""
        return cls.model_validate(data, context=NEWER_CODES_TOO)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler(schema)
        members: dict[str, Any] = handler.resolve_ref_schema(described)["properties"]
        members.update(opened(members, handler))
        return described
