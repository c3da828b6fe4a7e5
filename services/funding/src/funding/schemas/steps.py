"""What a client says with each step."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Final, Literal

from chassis.clocks.terms import due
from contracts.shapes import Code
from pydantic import Field

from funding.domain.application import Application, after_step
from funding.domain.life_cycle import Step
from funding.domain.steps import (
    confirm_payment,
    lodge_objection,
    meet_condition,
    order_payment,
    request_supplement,
    supply,
)
from funding.schemas.judgements import Assess, Decide, Reclaim, Settle
from funding.schemas.step_body import Description, StepBody, StepContext

MORE: Final[Mapping[Step, Callable[[Application, datetime], Application]]] = {
    Step.MEET_CONDITION: meet_condition,
    Step.ORDER_PAYMENT: order_payment,
    Step.CONFIRM_PAYMENT: confirm_payment,
}
"""Plain steps that do more than change the state."""


class PlainStep(StepBody):
    """Een stap zonder meer."""

    step: Literal[
        Step.SUBMIT,
        Step.CHECK,
        Step.ADMIT,
        Step.MEET_CONDITION,
        Step.ORDER_PAYMENT,
        Step.CONFIRM_PAYMENT,
        Step.START,
        Step.WITHDRAW,
        Step.OBJECT,
    ]

    def after(self, before: Application, context: StepContext) -> Application:
        if self.step is Step.OBJECT:
            decide_by = due(context.terms.decide_on_objection, context.now)
            return lodge_objection(before, context.rules.regime, decide_by, context.now)
        if self.step in MORE:
            return MORE[self.step](before, context.now)
        return after_step(before, self.step, context.now)


class RequestSupplement(StepBody):
    """Wat er ontbreekt, in codes; de termijn om te beslissen staat stil."""

    step: Literal[Step.REQUEST_SUPPLEMENT]
    missing: Annotated[tuple[Code, ...], Field(max_length=20)] = ()

    def after(self, before: Application, context: StepContext) -> Application:
        return request_supplement(before, due(context.terms.supply, context.now), context.now)


class DescribedStep(StepBody):
    """Een aanvulling of een verantwoording, met wat erbij hoort."""

    step: Literal[Step.SUPPLY, Step.REPORT]
    description: Description | None = None

    def after(self, before: Application, context: StepContext) -> Application:
        if self.step is Step.SUPPLY:
            return supply(before, context.now)
        return after_step(before, self.step, context.now)


class ReasonedStep(StepBody):
    """Niet in behandeling nemen of aanhouden, met de reden in een code."""

    step: Literal[Step.NOT_CONSIDER, Step.DEFER]
    reason: Code

    def after(self, before: Application, context: StepContext) -> Application:
        return after_step(before, self.step, context.now)


AnyStep = Annotated[
    PlainStep
    | RequestSupplement
    | DescribedStep
    | ReasonedStep
    | Assess
    | Decide
    | Settle
    | Reclaim,
    Field(discriminator="step"),
]
