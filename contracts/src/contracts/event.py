from abc import abstractmethod
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

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


class Fact(Event):
    """An event that a service announces."""

    municipality_code: MunicipalityCode
    version: Count
    """Counts up by one per subject."""
    occurred_at: Instant
