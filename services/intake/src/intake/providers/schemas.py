"""What is told and shown of a sports provider."""

from typing import Annotated
from uuid import UUID

from contracts.shapes import Code
from contracts.vocabulary import LegalForm, ProviderKind, SizeClass
from pydantic import BaseModel, Field

from intake.providers.domain import Provider
from intake.shared.schemas import Body, Line, Municipality

KvkNumber = Annotated[str, Field(pattern=r"^[0-9]{8}$", examples=["12345678"])]


class ProviderForm(Body):
    """The whole entry; the number at the Chamber of Commerce is kept in the vault."""

    municipality_code: Municipality
    kind: ProviderKind
    name: Line
    disciplines: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    legal_form: LegalForm | None = None
    size: SizeClass | None = None
    kvk_number: KvkNumber | None = None

    def provider(self, provider_id: UUID) -> Provider:
        values = self.model_dump(exclude={"provider_id", "disciplines"})
        return Provider(id=provider_id, disciplines=tuple(self.disciplines), **values)


class ProviderShown(BaseModel):
    """Without what is a person's: `name` is None of a sole trader. Version 0: to be completed."""

    provider_id: UUID
    municipality_code: str
    kind: ProviderKind
    name: str | None
    disciplines: list[str]
    legal_form: LegalForm | None
    size: SizeClass | None
    version: int


class ProviderPage(BaseModel):
    """`next` is the `after` of the page that follows, if there is one."""

    items: list[ProviderShown]
    next: UUID | None


class PersonalData(BaseModel):
    """What is kept in the vault of a provider: a sole trader is a person."""

    name: str | None
    kvk_number: str | None


def shown_of(provider: Provider) -> ProviderShown:
    return ProviderShown(
        provider_id=provider.id,
        municipality_code=provider.municipality_code,
        kind=provider.kind,
        name=None if provider.is_person else provider.name,
        disciplines=list(provider.disciplines),
        legal_form=provider.legal_form,
        size=provider.size,
        version=provider.version,
    )
