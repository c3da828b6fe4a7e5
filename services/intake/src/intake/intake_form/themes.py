"""What questions can be about, for everybody who makes a form."""

from typing import Annotated

from chassis.http.router import Router
from contracts.vocabulary import ProviderKind, Theme
from fastapi import Query
from pydantic import BaseModel

from intake.shared.themes import label_of, subthemes_of, themes_for

router = Router(tags=["themes"])


class SubthemeShown(BaseModel):
    code: str
    label: str


class ThemeShown(BaseModel):
    theme: Theme
    label: str
    subthemes: list[SubthemeShown]


@router.get("/themes")
async def list_themes(
    provider_kind: Annotated[ProviderKind, Query(alias="providerKind")] = ProviderKind.CLUB,
) -> list[ThemeShown]:
    """In the order of what this kind of provider asks most (S2, R15)."""
    return [
        ThemeShown(
            theme=theme,
            label=label_of(theme),
            subthemes=[
                SubthemeShown(code=code, label=label) for code, label in subthemes_of(theme).items()
            ],
        )
        for theme in themes_for(provider_kind)
    ]
