"""What a client says with each step."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Final, Literal

from chassis.clocks.terms import due
from contracts.shapes import Code
from pydantic import Field

from funding.api.judgements import Assess, Decide, Reclaim, Settle
from funding.api.step_body import Description, Given, StepBody
from funding.domain.application import Application, take
from funding.domain.states import Step
from funding.domain.steps import (
    confirm_payment,
    lodge_objection,
    meet_condition,
    order_payment,
    request_supplement,
    supply,
)

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

    def after(self, before: Application, given: Given) -> Application:
        if self.step is Step.OBJECT:
            decide_by = due(given.terms.decide_on_objection, given.now)
            return lodge_objection(before, given.rules.regime, decide_by, given.now)
        if self.step in MORE:
            return MORE[self.step](before, given.now)
        return take(before, self.step, given.now)


class RequestSupplement(StepBody):
    """Wat er ontbreekt, in codes; de termijn om te beslissen staat stil."""

    step: Literal[Step.REQUEST_SUPPLEMENT]
    missing: Annotated[tuple[Code, ...], Field(max_length=20)] = ()

    def after(self, before: Application, given: Given) -> Application:
        return request_supplement(before, due(given.terms.supply, given.now), given.now)


class DescribedStep(StepBody):
    """Een aanvulling of een verantwoording, met wat erbij hoort."""

    step: Literal[Step.SUPPLY, Step.REPORT]
    description: Description | None = None

    def after(self, before: Application, given: Given) -> Application:
        if self.step is Step.SUPPLY:
            return supply(before, given.now)
        return take(before, self.step, given.now)


class ReasonedStep(StepBody):
    """Niet in behandeling nemen of aanhouden, met de reden in een code."""

    step: Literal[Step.NOT_CONSIDER, Step.DEFER]
    reason: Code

    def after(self, before: Application, given: Given) -> Application:
        return take(before, self.step, given.now)


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
