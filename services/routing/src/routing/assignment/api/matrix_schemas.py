"""What a responsibility matrix is sent and shown as, and what is wrong with it."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.shapes import Day
from contracts.vocabulary import Theme
from pydantic import BaseModel, Field

from routing.assignment.domain.matrix import Responsibility, Role, check
from routing.assignment.record_rule import UNKNOWN
from routing.assignment.words import ROLES
from routing.network.repository.organisations import Organisations
from routing.shared.http import Shape


class ResponsibilityEntry(Shape):
    theme: Theme
    role: Role
    organisation_id: UUID


class MatrixEntry(Shape):
    valid_from: Day
    responsibilities: Annotated[list[ResponsibilityEntry], Field(max_length=1000)]

    @property
    def all(self) -> frozenset[Responsibility]:
        return frozenset(Responsibility(**dict(each)) for each in self.responsibilities)


class DoubleOwnerView(BaseModel):
    theme: Theme
    role: Role
    organisation_ids: list[UUID]
    words: str


class CheckView(BaseModel):
    """Before a version takes effect: what it leaves open, and what it gives to more than one."""

    gaps: list[Theme]
    doubles: list[DoubleOwnerView]
    unknown_organisations: list[UUID]


class MatrixView(BaseModel):
    municipality_code: str
    version: int
    valid_from: date
    responsibilities: list[ResponsibilityEntry]
    gaps: list[Theme]
    """Themes for which nobody is the first responder."""
    recorded_at: datetime


async def checked(entry: MatrixEntry, work: Work) -> CheckView:
    found, named = check(entry.all), {each.organisation_id for each in entry.responsibilities}
    unknown = named - (await Organisations(work.db).names(named)).keys()
    doubles = [
        DoubleOwnerView(
            theme=each.theme,
            role=each.role,
            organisation_ids=list(each.organisation_ids),
            words=f"Over {each.theme.label} {ROLES[each.role]} meer dan één organisatie.",
        )
        for each in found.doubles
    ]
    return CheckView(gaps=list(found.gaps), doubles=doubles, unknown_organisations=sorted(unknown))


def matrix_flaws(entry: MatrixEntry, checked: CheckView) -> list[Flaw]:
    doubles = {(each.theme, each.role): each.words for each in checked.doubles}
    flaws = []
    for place, each in enumerate(entry.responsibilities):
        pointer = f"#/responsibilities/{place}"
        if each.organisation_id in checked.unknown_organisations:
            flaws.append(Flaw(pointer=f"{pointer}/organisation_id", detail=UNKNOWN))
        if words := doubles.get((each.theme, each.role)):
            flaws.append(Flaw(pointer=pointer, detail=words))
    return flaws
