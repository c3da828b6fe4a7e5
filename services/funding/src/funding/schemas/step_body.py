"""What the bodies of all steps have in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from contracts.shapes import Cents
from pydantic import BaseModel, ConfigDict, Field

from funding.domain.rules import RuleSet
from funding.settings import Terms

Description = Annotated[str, Field(min_length=1, max_length=5000)]
SomeCents = Annotated[Cents, Field(ge=1)]


@dataclass(frozen=True, slots=True)
class StepContext:
    """What else a step depends on."""

    rules: RuleSet
    terms: Terms
    now: datetime


class StepBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    @property
    def about(self) -> dict[str, Any]:
        """Codes and amounts for the history; free text goes to the vault alone."""
        left_out = {"step", "reason", "description"}
        return self.model_dump(mode="json", exclude=left_out, exclude_defaults=True)
