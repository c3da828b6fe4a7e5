"""Which providers may help each other, and why it is thought so (S2, R06, F10 and R18)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from contracts.vocabulary import ProviderKind, Theme

from routing.exchange.peers.domain import SubjectKind

MOST_FOR_ONE: Final = 3
"""Suggestions in which the same question or offer comes."""

Pair = frozenset[UUID]


class Likeness(StrEnum):
    SAME_THEME = "same_theme"
    SPACE_FOR_SPACE = "space_for_space"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A question or an offer; `region` None: only its own municipality is near."""

    subject_id: UUID
    kind: SubjectKind
    theme: Theme
    municipality_code: str
    region: str | None
    provider_id: UUID
    provider_kind: ProviderKind
    since: datetime
    details_ref: str | None = None
    represented_by: tuple[UUID, ...] = ()
    needed_m2: int | None = None
    """Of a question about space: how much more."""
    available_m2: int | None = None
    """Of an offer."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    first: Subject
    second: Subject
    likeness: Likeness

    @property
    def near(self) -> bool:
        return self.first.municipality_code == self.second.municipality_code


def likeness(one: Subject, other: Subject) -> Likeness | None:
    """In what two may help each other, if in anything."""
    if one.provider_id == other.provider_id or not _neighbours(one, other):
        return None
    if one.theme is not other.theme or one.theme is Theme.OTHER:
        return None
    match (one.kind, other.kind):
        case (SubjectKind.QUESTION, SubjectKind.QUESTION):
            return Likeness.SAME_THEME
        case (SubjectKind.QUESTION, SubjectKind.SPACE_OFFER):
            return _enough(one, other)
        case (SubjectKind.SPACE_OFFER, SubjectKind.QUESTION):
            return _enough(other, one)
    return None


def suggest(
    own: Iterable[Subject], others: Sequence[Subject], made: Collection[Pair], most: int
) -> list[Suggestion]:
    """Offers first, then who is nearest, then what is newest; nobody in more than a few."""
    found = sorted(_pairs(own, others, made), key=_rank)
    times: Counter[UUID] = Counter()
    chosen: list[Suggestion] = []
    for suggestion in found:
        both = (suggestion.first.subject_id, suggestion.second.subject_id)
        if len(chosen) < most and all(times[each] < MOST_FOR_ONE for each in both):
            chosen.append(suggestion)
            times.update(both)
    return chosen


def _pairs(
    own: Iterable[Subject], others: Sequence[Subject], made: Collection[Pair]
) -> Iterator[Suggestion]:
    seen = set(made)
    by_theme: dict[Theme, list[Subject]] = defaultdict(list)
    for other in others:
        by_theme[other.theme].append(other)
    for each in sorted(own, key=lambda subject: subject.subject_id):
        for other in by_theme[each.theme]:
            pair = frozenset({each.subject_id, other.subject_id})
            if pair not in seen and (found := likeness(each, other)):
                seen.add(pair)
                yield Suggestion(each, other, found)


def _rank(suggestion: Suggestion) -> tuple[bool, bool, float, UUID, UUID]:
    newest = max(suggestion.first.since, suggestion.second.since)
    return (
        suggestion.likeness is Likeness.SAME_THEME,
        not suggestion.near,
        -newest.timestamp(),
        suggestion.first.subject_id,
        suggestion.second.subject_id,
    )


def _neighbours(one: Subject, other: Subject) -> bool:
    same_region = one.region is not None and one.region == other.region
    return one.municipality_code == other.municipality_code or same_region


def _enough(question: Subject, offer: Subject) -> Likeness | None:
    enough = (offer.available_m2 or 0) >= (question.needed_m2 or 0)
    return Likeness.SPACE_FOR_SPACE if enough else None
