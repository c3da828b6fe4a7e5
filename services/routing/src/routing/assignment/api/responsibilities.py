"""Who does what: open to everybody, so that nobody is lost in the jungle (S1, P01)."""

from typing import Annotated, Final
from uuid import UUID

from chassis.clocks.terms import AMSTERDAM
from chassis.http.rate_limits import rate_limited
from chassis.http.router import Begin, Router
from contracts.vocabulary import Theme
from fastapi import Depends, Query
from pydantic import BaseModel

from routing.assignment.domain.matrix import Responsibility, Role
from routing.assignment.repository.matrices import Matrices, counting
from routing.network.repository.organisations import Organisations
from routing.shared.http import MunicipalityCode

router = Router(prefix="/directory", tags=["deciding"])

Code = Annotated[MunicipalityCode, Query(alias="municipalityCode")]
NOBODY_YET: Final = "Hiervoor is nog geen organisatie aangewezen. Stel uw vraag aan het loket."


class DirectoryEntry(BaseModel):
    theme: Theme
    label: str
    organisation_id: UUID | None
    """None: nobody yet."""
    organisation_name: str | None
    advised_by: list[str]
    words: str


@router.get(
    "",
    summary="Which partner answers which theme in a municipality",
    dependencies=[Depends(rate_limited)],
)
async def get_directory(municipality_code: Code, work: Begin) -> list[DirectoryEntry]:
    history = await Matrices(work.db, municipality_code).history()
    now = counting(history, work.now.astimezone(AMSTERDAM).date())
    held = sorted(now.matrix.responsibilities) if now else []
    names = await Organisations(work.db).names([each.organisation_id for each in held])
    return [_entry(theme, [each for each in held if each.theme is theme], names) for theme in Theme]


def _entry(theme: Theme, held: list[Responsibility], names: dict[UUID, str]) -> DirectoryEntry:
    first = next((h.organisation_id for h in held if h.role is Role.FIRST_RESPONDER), None)
    name = names.get(first) if first else None
    sentence = f"Vragen over {theme.label} pakt {name} als eerste op." if name else NOBODY_YET
    return DirectoryEntry(
        theme=theme,
        label=theme.label,
        organisation_id=first,
        organisation_name=name,
        advised_by=[names[h.organisation_id] for h in held if h.role is Role.ADVISES],
        words=sentence,
    )
