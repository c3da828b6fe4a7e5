"""Entering providers in the register, and saying so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.work import Work
from contracts.providers import ProviderRegistered

from intake.providers.domain import Provider
from intake.providers.register_repository import Register
from intake.shared.municipalities import code_at


@dataclass(frozen=True, slots=True)
class Judged:
    """A provider as it was, if it was there, and as it is told to be."""

    before: Provider | None
    after: Provider

    @property
    def is_new(self) -> bool:
        return self.before is None or self.before.version == 0

    @property
    def is_changed(self) -> bool:
        return self.before is None or not self.before.is_as_told(self.after)


def in_municipality_of_today(provider: Provider, now: datetime) -> Provider:
    return replace(provider, municipality_code=code_at(provider.municipality_code, now))


async def judge(entries: Sequence[Provider], work: Work) -> list[Judged]:
    """Each is held, if it is there."""
    before = await Register(work.db).locked([provider.id for provider in entries])
    return [
        Judged(known, replace(provider, version=known.version + 1 if known else 1))
        for provider in entries
        for known in [before.get(provider.id)]
    ]


async def enter(judged: Iterable[Judged], work: Work) -> None:
    """Keep and announce what changed."""
    changed = [each.after for each in judged if each.is_changed]
    if changed:
        await Register(work.db).keep(changed, work.now)
        work.announce(*(_fact(provider, work) for provider in changed))


def _fact(provider: Provider, work: Work) -> ProviderRegistered:
    return ProviderRegistered(
        municipality_code=provider.municipality_code,
        version=provider.version,
        occurred_at=work.now,
        provider_id=provider.id,
        kind=provider.kind,
        disciplines=list(provider.disciplines),
        legal_form=provider.legal_form,
        size=provider.size,
    )
