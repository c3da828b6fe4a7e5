"""Which part of a long list is asked for."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from routing.shared.http import MunicipalityCode

LARGEST_PAGE = 200
LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Page:
    """Of one municipality or of all; `passed` come before it."""

    code: str | None
    most: int
    passed: int

    @property
    def parameters(self) -> dict[str, object]:
        return {"code": self.code, "most": self.most, "passed": self.passed}


def page(
    municipality_code: Annotated[MunicipalityCode | None, Query(alias="municipalityCode")] = None,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
    page_size: Annotated[int, Query(alias="pageSize", ge=1, le=LARGEST_PAGE)] = 50,
) -> Page:
    return Page(municipality_code, page_size, (page - 1) * page_size)


Paged = Annotated[Page, Depends(page)]
