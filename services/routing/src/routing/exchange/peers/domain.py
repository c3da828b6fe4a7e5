"""Providers that may help each other; both say yes before either knows the other (S2, R06)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from chassis.life_cycle import outcome_of
from contracts.vocabulary import Channel, ProviderKind, Theme


class MatchState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    ENDED = "ended"
    SPACE_FREED = "space_freed"


class MatchStep(StrEnum):
    PROPOSE = "propose"
    ANSWER = "answer"
    """By one of both: the match may stay as it is."""
    ACCEPT = "accept"
    END = "end"
    FREE_SPACE = "free_space"


class MatchParty(StrEnum):
    """What somebody is to one of both."""

    REPRESENTATIVE = "representative"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


class SubjectKind(StrEnum):
    """What a provider takes part with."""

    QUESTION = "question"
    SPACE_OFFER = "space_offer"


ALLOWED: Final[Mapping[MatchState, Mapping[MatchStep, MatchState]]] = {
    MatchState.PROPOSED: {
        MatchStep.ANSWER: MatchState.PROPOSED,
        MatchStep.ACCEPT: MatchState.ACCEPTED,
        MatchStep.END: MatchState.ENDED,
    },
    MatchState.ACCEPTED: {MatchStep.FREE_SPACE: MatchState.SPACE_FREED},
    MatchState.ENDED: {},
    MatchState.SPACE_FREED: {},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether the other may know, and how the provider said so."""

    agrees: bool
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One of both; `details_ref` points to how to reach it, in intake's vault."""

    peer_id: UUID
    subject_kind: SubjectKind
    subject_id: UUID
    municipality_code: str
    provider_id: UUID
    provider_kind: ProviderKind
    details_ref: str | None
    represented_by: tuple[UUID, ...]
    """The organisations that speak with the provider."""
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    match_id: UUID
    municipality_code: str
    theme: Theme
    peers: tuple[Peer, Peer]
    proposed_at: datetime
    due_at: datetime | None
    state: MatchState = MatchState.PROPOSED
    version: int = 1
    before_m2: int | None = None
    after_m2: int | None = None

    @property
    def known_to_each_other(self) -> bool:
        """Only then may anybody be told who they are."""
        return self.state in {MatchState.ACCEPTED, MatchState.SPACE_FREED}


def answered(match: Match, peer_id: UUID, answer: Answer) -> tuple[Match, MatchStep]:
    """The match after one of both answered, and the step that it was; a no may follow a yes."""
    first, second = (
        replace(peer, answer=answer) if peer.peer_id == peer_id else peer for peer in match.peers
    )
    answers = [peer.answer for peer in (first, second)]
    step = MatchStep.ANSWER
    if not answer.agrees:
        step = MatchStep.END
    elif all(each is not None and each.agrees for each in answers):
        step = MatchStep.ACCEPT
    return _taken(replace(match, peers=(first, second)), step), step


def ended(match: Match) -> Match:
    """Nobody answered in time."""
    return _taken(match, MatchStep.END)


def freed(match: Match, before_m2: int, after_m2: int) -> Match:
    """It gave one of both more room (S2, R18)."""
    return replace(_taken(match, MatchStep.FREE_SPACE), before_m2=before_m2, after_m2=after_m2)


def _taken(match: Match, step: MatchStep) -> Match:
    """An answer alone is no fact for others: it is no version."""
    state = outcome_of(ALLOWED, match.state, step)
    if step is MatchStep.ANSWER:
        return match
    return replace(match, state=state, version=match.version + 1, due_at=None)


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
