"""What a client says to ask for money."""

from datetime import datetime
from uuid import UUID, uuid4

from chassis.http.caller import Caller
from chassis.http.problems import Forbidden
from contracts.shapes import Code, Count, YesNo
from contracts.vocabulary import LegalForm
from pydantic import BaseModel, ConfigDict

from funding.domain.application import Application, ExpectedResult
from funding.repository.budget_lines import Agreed
from funding.schemas.step_body import Description, SomeCents


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

    def made(self, agreed: Agreed, caller: Caller, now: datetime) -> Application:
        """A draft."""
        organisation_id = caller.organisation_id
        if organisation_id is None:
            raise Forbidden("organisation-needed", "Uw token noemt geen organisatie.")
        expected = self.expected_result
        return Application(
            id=uuid4(),
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
