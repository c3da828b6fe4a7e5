"""What is known on the day of an organisation that may be asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from contracts.vocabulary import OrganisationKind, PlatformLevel, ProviderKind, Theme

from routing.assignment.domain.capacity import Room
from routing.case.question import Question

PLATFORMS: Final = frozenset(
    {OrganisationKind.PLATFORM, OrganisationKind.SPORTS_COUNCIL, OrganisationKind.CORE_TEAM}
)
"""They take part on the levels of their profile only, and without one not at all (S1, P28)."""

THEMES: Final = frozenset(theme.value for theme in Theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """A club supporter; what is empty holds for all (S1, A07)."""

    qualifications: frozenset[str]
    """Those that are valid on the day: codes of themes, or of what holds for any theme."""
    municipality_codes: frozenset[str] = frozenset()
    themes: frozenset[Theme] = frozenset()
    provider_kinds: frozenset[ProviderKind] = frozenset()
    most_open: int | None = None

    def helps(self, question: Question) -> bool:
        return (
            self._is_qualified(question.theme)
            and (not self.themes or question.theme in self.themes)
            and (not self.provider_kinds or question.provider_kind in self.provider_kinds)
            and (
                not self.municipality_codes or question.municipality_code in self.municipality_codes
            )
        )

    def _is_qualified(self, theme: Theme) -> bool:
        return any(code == theme or code not in THEMES for code in self.qualifications)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    kind: OrganisationKind = OrganisationKind.DELIVERY_ORGANISATION
    ended: bool = False
    """It left the network."""
    levels: frozenset[PlatformLevel] | None = None
    """None: no profile."""
    room: Room = field(default_factory=Room)
    supporters: tuple[Supporter, ...] = ()
    conflicts: frozenset[UUID] = frozenset()
    """The providers in whose questions it has an interest of its own."""

    @property
    def is_platform(self) -> bool:
        return self.kind in PLATFORMS

    @property
    def has_a_limit(self) -> bool:
        """To how many handovers it can have at once."""
        return self.room.limit is not None or any(each.most_open for each in self.supporters)

    def works_on(self, level: PlatformLevel) -> bool:
        return not self.is_platform or level in (self.levels or ())

    def helpers(self, question: Question) -> list[Supporter] | None:
        """Those of its supporters who are up to it; None when it has none at all."""
        if not self.supporters:
            return None
        return [each for each in self.supporters if each.helps(question)]


def most_of(helpers: Iterable[Supporter]) -> int | None:
    """How many handovers these supporters can have at once together; None: no limit."""
    limits = [helper.most_open for helper in helpers]
    known = [limit for limit in limits if limit is not None]
    return sum(known) if len(known) == len(limits) else None
