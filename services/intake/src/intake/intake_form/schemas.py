"""What is filled in to ask a question."""

from typing import Annotated, Literal
from uuid import UUID

from contracts.intake import AreaCode
from contracts.shapes import Code, Count, YesNo
from contracts.vocabulary import Channel, ProviderKind, QuestionKind, Theme
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from intake.shared.schemas import Body, Contact, Line, Municipality, Text
from intake.shared.themes import subthemes_of


class ProviderNamed(Body):
    kind: ProviderKind
    name: Line
    provider_id: UUID | None = None
    """When it is known from an earlier question."""


class SpaceWanted(Body):
    """How much room there is and how much is wanted, in an area: no address (S2, R17)."""

    now_m2: Count | None = None
    wanted_m2: Count
    area_code: AreaCode | None = None
    area: Line | None = None
    """The area in words; kept in the vault."""


class QuestionForm(Body):
    """A person fills in five things: who they are, who to reach, where, what about, and what.

    What has a default is for staff and organisations, or a matter of taste.
    """

    theme: Theme
    municipality_code: Municipality
    provider: ProviderNamed
    text: Text
    contact: Contact
    consent: YesNo
    """Whether the desk may pass the question and the contact details on to who can help."""
    channel: Channel | None = None
    """How staff heard it; whoever uses the form leaves it out."""
    answer_by: Literal["email", "telephone"] | None = None
    """How the asker likes to be answered."""
    kind: QuestionKind = QuestionKind.QUESTION
    members: Annotated[Count | None, Field(validate_default=True)] = None
    """On behalf of how many, of a collective question; never who."""
    introduced_by_organisation_id: UUID | None = None
    """The platform of which a member brought the provider."""
    subtheme: Code | None = None
    space: SpaceWanted | None = None

    @field_validator("members")
    @classmethod
    def _of_a_collective(cls, members: int | None, info: ValidationInfo) -> int | None:
        collective = info.data.get("kind") is QuestionKind.COLLECTIVE
        if collective and members is None:
            raise PydanticCustomError("missing", "members")
        if members is not None and not collective:
            raise _only_for("een collectieve vraag")
        return members

    @field_validator("subtheme")
    @classmethod
    def _of_the_theme(cls, subtheme: str | None, info: ValidationInfo) -> str | None:
        theme = info.data.get("theme")
        if theme is not None and subtheme is not None and subtheme not in subthemes_of(theme):
            expected = ", ".join(subthemes_of(theme)) or "geen, bij dit thema"
            raise PydanticCustomError("enum", "subtheme", {"expected": expected})
        return subtheme

    @field_validator("space")
    @classmethod
    def _about_space(cls, space: SpaceWanted | None, info: ValidationInfo) -> SpaceWanted | None:
        if space is not None and info.data.get("theme", Theme.SPACE) is not Theme.SPACE:
            raise _only_for("een vraag over ruimte")
        return space


def _only_for(what: str) -> PydanticCustomError:
    meant = f"vul dit alleen in bij {what}"
    return PydanticCustomError("string_pattern_mismatch", "only for", {"pattern": meant})
