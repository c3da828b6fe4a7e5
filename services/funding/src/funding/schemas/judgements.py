"""What the core team says with the steps that are its own."""

from typing import Annotated, Literal

from contracts.shapes import Cents, Code, YesNo
from contracts.vocabulary import RejectionReason
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from funding.domain.application import Application, after_step
from funding.domain.life_cycle import State, Step
from funding.domain.steps import award, reclaim, reject, settle
from funding.schemas.step_body import SomeCents, StepBody, StepContext


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

    def after(self, before: Application, context: StepContext) -> Application:
        return after_step(before, self.step, context.now, State.UNDER_ASSESSMENT)


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
        members_set = self.model_fields_set & {"awarded_cents", "reason"}
        if len(members_set) != 1 or getattr(self, members_set.pop()) is None:
            raise PydanticCustomError("either", "an amount or a reason")
        return self

    def after(self, before: Application, context: StepContext) -> Application:
        if self.awarded_cents is None:
            reason = self.reason or RejectionReason.NOT_SUPPORTED
            return reject(before, self.step, reason, context.now)
        condition = self.condition or context.rules.award_condition
        return award(before, self.step, self.awarded_cents, condition, context.now)


class Settle(StepBody):
    """Het bedrag dat definitief is; de rest valt vrij."""

    step: Literal[Step.SETTLE]
    settled_cents: Cents

    def after(self, before: Application, context: StepContext) -> Application:
        return settle(before, self.settled_cents, context.now)


class Reclaim(StepBody):
    """Het bedrag dat terug moet komen."""

    step: Literal[Step.RECLAIM]
    repay_cents: SomeCents

    def after(self, before: Application, context: StepContext) -> Application:
        return reclaim(before, self.repay_cents, context.now)
