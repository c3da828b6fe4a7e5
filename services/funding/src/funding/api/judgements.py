"""What the core team says with the steps that are its own."""

from typing import Annotated, Literal

from contracts.shapes import Cents, Code, YesNo
from contracts.vocabulary import RejectionReason
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from funding.api.step_body import Given, SomeCents, StepBody
from funding.domain.application import Application, take
from funding.domain.states import State, Step
from funding.domain.steps import award, reclaim, reject, settle


class Criterion(BaseModel):
    """Waar naar gekeken is, en of eraan voldaan is."""

    model_config = ConfigDict(extra="forbid")

    criterion: Code
    met: YesNo


Criteria = Annotated[tuple[Criterion, ...], Field(max_length=50)]


class Assess(StepBody):
    """Een oordeel, per criterium."""

    step: Literal[Step.ASSESS]
    criteria: Annotated[Criteria, Field(min_length=1)]

    def after(self, before: Application, given: Given) -> Application:
        return take(before, self.step, given.now, State.UNDER_ASSESSMENT)


class Decide(StepBody):
    """Een toegekend bedrag, of de reden van een afwijzing; een van beide."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["awarded_cents"]}, {"required": ["reason"]}]}
    )

    step: Literal[Step.DECIDE]
    awarded_cents: SomeCents | SkipJsonSchema[None] = None
    reason: RejectionReason | SkipJsonSchema[None] = None
    condition: Code | None = None
    criteria: Criteria = ()

    @model_validator(mode="after")
    def _either(self) -> "Decide":
        said = self.model_fields_set & {"awarded_cents", "reason"}
        if len(said) != 1 or getattr(self, said.pop()) is None:
            raise PydanticCustomError("either", "an amount or a reason")
        return self

    def after(self, before: Application, given: Given) -> Application:
        if self.awarded_cents is None:
            reason = self.reason or RejectionReason.NOT_SUPPORTED
            return reject(before, self.step, reason, given.now)
        condition = self.condition or given.rules.award_condition
        return award(before, self.step, self.awarded_cents, condition, given.now)


class Settle(StepBody):
    """Het bedrag dat definitief is; de rest valt vrij."""

    step: Literal[Step.SETTLE]
    settled_cents: Cents

    def after(self, before: Application, given: Given) -> Application:
        return settle(before, self.settled_cents, given.now)


class Reclaim(StepBody):
    """Het bedrag dat terug moet komen."""

    step: Literal[Step.RECLAIM]
    repay_cents: SomeCents

    def after(self, before: Application, given: Given) -> Application:
        return reclaim(before, self.repay_cents, given.now)
