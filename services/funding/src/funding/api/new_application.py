"""What a client says to ask for money."""

import hashlib
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID, uuid4, uuid5

from chassis.identity import Caller
from chassis.problems import Forbidden
from contracts.shapes import Code, Count, YesNo
from contracts.vocabulary import LegalForm
from fastapi import Header
from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import SkipJsonSchema

from funding.api.step_body import Description, SomeCents
from funding.domain.application import Application, ExpectedResult
from funding.repository.budget_lines import Agreed

NAMESPACE: Final = UUID("5b0f5d0e-6f0c-5a52-9d3b-0d9c1f6f2a11")
"""Of ids that follow from an organisation and its Idempotency-Key."""

IdempotencyKey = Annotated[
    str | SkipJsonSchema[None], Header(min_length=8, max_length=200, pattern=r"^[\x21-\x7e]+$")
]


class NewResult(BaseModel):
    """Wat er na afloop meer moet zijn, en hoeveel: leden, 20."""

    model_config = ConfigDict(extra="forbid")

    indicator: Code
    increase: Count


class NewApplication(BaseModel):
    """Een aanvraag; met `draft` wordt zij nog niet ingediend."""

    model_config = ConfigDict(extra="forbid")

    budget_line_id: UUID
    requested_cents: SomeCents
    purpose: Code
    legal_form: LegalForm
    expected_result: NewResult | None = None
    provider_id: UUID | None = None
    question_id: UUID | None = None
    description: Description | None = None
    draft: YesNo = False

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def made(self, agreed: Agreed, caller: Caller, key: str | None, now: datetime) -> Application:
        """A draft; the same key of the same organisation leads to the same id."""
        organisation_id = caller.organisation_id
        if organisation_id is None:
            raise Forbidden("organisation-needed", "Uw token noemt geen organisatie.")
        expected = self.expected_result
        return Application(
            id=uuid5(NAMESPACE, f"{organisation_id}:{key}") if key else uuid4(),
            municipality_code=agreed.line.municipality_code,
            budget_line_id=agreed.line.id,
            applicant_organisation_id=organisation_id,
            provider_id=self.provider_id,
            question_id=self.question_id,
            purpose=self.purpose,
            legal_form=self.legal_form,
            requested_cents=self.requested_cents,
            expected_result=(
                None if expected is None else ExpectedResult(expected.indicator, expected.increase)
            ),
            rule_set_version=agreed.rule_set_version,
            state_since=now,
        )
