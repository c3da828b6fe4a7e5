"""What services say when somebody's details are erased."""

from typing import ClassVar
from uuid import UUID

from contracts.event import Fact


class PrivacyFact(Fact):
    topic: ClassVar[str] = "sportloket.privacy.v1"

    erasure_id: UUID

    @property
    def key(self) -> str:
        return str(self.erasure_id)


class DataSubjectErased(PrivacyFact):
    """Intake erased a provider's contact persons; every service that keeps something follows."""

    type: ClassVar[str] = "nl.sportloketten.data-subject-erased.v1"

    provider_id: UUID
