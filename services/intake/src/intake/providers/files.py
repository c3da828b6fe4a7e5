"""The register of providers as a CSV file: loaded whole or not at all."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Final
from uuid import UUID

from chassis.files.csv_files import MEDIA_TYPE, Line, read, write
from chassis.files.csv_rows import refused
from chassis.http.caller import Caller
from chassis.http.problems import UnsupportedMediaType
from chassis.http.router import Begin, Router
from contracts.problems import Problem as Flaw
from contracts.shapes import MunicipalityCode
from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from intake.details.processing import log_reading
from intake.providers.api import Keeper, kept_by
from intake.providers.domain import Provider
from intake.providers.register import Judged, enter, in_municipality_of_today, judge
from intake.providers.register_repository import Register
from intake.providers.schemas import ProviderForm
from intake.shared.municipalities import known_as

router = Router(tags=["providers"])

NOT_YOURS: Final = "Deze gemeente hoort niet bij uw loket."
TWICE: Final = "Deze aanbieder staat meer dan één keer in het bestand."
TABLE: Final = {"requestBody": {"required": True, "content": {"text/csv": {}}}}


class ProviderRow(ProviderForm):
    """Its members are the columns; several disciplines in one cell are separated by `|`."""

    provider_id: UUID


class ProviderLine(BaseModel):
    """As in the register: of a provider that is still to be completed, more may be missing."""

    provider_id: UUID
    municipality_code: str
    kind: str
    name: str | None
    disciplines: list[str]
    legal_form: str | None
    size: str | None
    kvk_number: str | None


class ProvidersLoaded(BaseModel):
    """How many rows brought something new, and how many did not."""

    new: int
    changed: int
    unchanged: int
    dry_run: bool


async def content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("text/csv"):
        raise UnsupportedMediaType("csv-only", "Stuur een CSV-bestand.", "Content-Type: text/csv.")
    return await request.body()


@router.post("/provider-files", openapi_extra=TABLE)
async def post_provider_file(
    caller: Keeper,
    content: Annotated[bytes, Depends(content)],
    work: Begin,
    dry_run: Annotated[bool, Query(alias="dryRun")] = False,
) -> ProvidersLoaded:
    """With `dryRun` nothing is kept; either way every faulty row and column is named at once."""
    sheet = read(content, ProviderRow)
    entries = [
        in_municipality_of_today(line.value.provider(line.value.provider_id), work.now)
        for line in sheet.lines
    ]
    if not dry_run:
        await Register(work.db).ensure(entries, work.now)
    judged = await judge(entries, work)
    if flaws := [*sheet.flaws, *_flaws(sheet.lines, judged, caller)]:
        raise refused(flaws)
    if not dry_run:
        await enter(judged, work)
    new = sum(each.is_new for each in judged)
    unchanged = sum(not each.is_changed for each in judged)
    return ProvidersLoaded(
        new=new, changed=len(judged) - new - unchanged, unchanged=unchanged, dry_run=dry_run
    )


def _flaws(
    lines: Sequence[Line[ProviderRow]], judged: Sequence[Judged], caller: Caller
) -> list[Flaw]:
    times = Counter(line.value.provider_id for line in lines)
    flaws = []
    for line, one in zip(lines, judged, strict=True):
        row, known = f"#/rows/{line.number}", one.before or one.after
        if times[one.after.id] > 1:
            flaws.append(Flaw(pointer=f"{row}/provider_id", detail=TWICE))
        if not all(caller.may_see(each.municipality_code) for each in (known, one.after)):
            flaws.append(Flaw(pointer=f"{row}/municipality_code", detail=NOT_YOURS))
    return flaws


@router.get(
    "/provider-files", response_class=Response, responses={200: {"content": {"text/csv": {}}}}
)
async def get_provider_file(
    caller: Keeper,
    work: Begin,
    code: Annotated[MunicipalityCode | None, Query(alias="municipalityCode")] = None,
) -> Response:
    """Holds sole traders' names: each of them is logged as read."""
    codes = known_as(code, work.now) if code else None
    found = await Register(work.db).page(kept_by(caller), codes=codes)
    for provider in found:
        log_reading("register", str(provider.id), work)
    rows = write(list(ProviderLine.model_fields), [_line(provider) for provider in found])
    headers = {"Content-Disposition": 'attachment; filename="providers.csv"'}
    return Response(rows, media_type=MEDIA_TYPE, headers=headers)


def _line(provider: Provider) -> ProviderLine:
    return ProviderLine(
        provider_id=provider.id,
        municipality_code=provider.municipality_code,
        kind=provider.kind,
        name=provider.name,
        disciplines=list(provider.disciplines),
        legal_form=provider.legal_form,
        size=provider.size,
        kvk_number=provider.kvk_number,
    )
