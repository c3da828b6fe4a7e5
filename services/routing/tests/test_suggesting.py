"""Whoever asks and offers: what must always hold of what is suggested (S2, R06)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from contracts.vocabulary import ProviderKind, Theme
from hypothesis import given
from hypothesis import strategies as st
from routing.exchange.peers.domain import (
    MOST_FOR_ONE,
    Likeness,
    Subject,
    SubjectKind,
    likeness,
    suggest,
)
from routing_town import MONDAY

HERE, BESIDE, FAR = "GM0001", "GM0002", "GM0003"
REGIONS = {HERE: "a", BESIDE: "a", FAR: None}
MOST = 10

places = st.sampled_from(sorted(REGIONS))


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    place, is_offer = draw(places), draw(st.booleans())
    return Subject(
        subject_id=draw(st.uuids()),
        kind=SubjectKind.SPACE_OFFER if is_offer else SubjectKind.QUESTION,
        theme=Theme.SPACE if is_offer else draw(st.sampled_from([Theme.SPACE, Theme.OTHER])),
        municipality_code=place,
        region=REGIONS[place],
        provider_id=UUID(int=draw(st.integers(1, 6))),
        provider_kind=draw(st.sampled_from(ProviderKind)),
        since=MONDAY + timedelta(days=draw(st.integers(0, 3))),
        needed_m2=None if is_offer else draw(st.sampled_from([None, 100, 300])),
        available_m2=200 if is_offer else None,
    )


many = st.lists(subjects(), max_size=25, unique_by=lambda subject: subject.subject_id)


@pytest.mark.requirement("R06", "F10", "R18")
@given(around=many, data=st.data())
def test_the_same_data_gives_the_same_suggestions_in_which_nobody_comes_too_often(
    around: list[Subject], data: st.DataObject
) -> None:
    own = [one for one in around if one.municipality_code == HERE]
    found = suggest(own, around, [], MOST)
    shuffled = data.draw(st.permutations(around))
    again = suggest([one for one in shuffled if one in own], shuffled, [], MOST)
    assert found == again
    assert len(found) <= MOST
    pairs = [frozenset({one.first.subject_id, one.second.subject_id}) for one in found]
    assert len(set(pairs)) == len(pairs)
    for one in own:
        assert sum(one.subject_id in pair for pair in pairs) <= MOST_FOR_ONE
    for suggestion in found:
        one, other = suggestion.first, suggestion.second
        assert one.provider_id != other.provider_id
        assert {one.municipality_code, other.municipality_code} <= {HERE, BESIDE}
        assert suggestion.likeness is likeness(one, other) is likeness(other, one)


@pytest.mark.requirement("R06")
@given(around=many)
def test_what_was_proposed_before_is_not_suggested_again(around: list[Subject]) -> None:
    found = suggest(around, around, [], MOST)
    made = [frozenset({one.first.subject_id, one.second.subject_id}) for one in found]
    again = suggest(around, around, made, MOST)
    assert not {frozenset({one.first.subject_id, one.second.subject_id}) for one in again} & set(
        made
    )


@pytest.mark.requirement("R18")
@pytest.mark.parametrize(
    ("needed", "likeness_found"),
    [(None, Likeness.SPACE_FOR_SPACE), (200, Likeness.SPACE_FOR_SPACE), (201, None)],
)
def test_an_offer_is_enough_or_it_is_not(
    needed: int | None, likeness_found: Likeness | None
) -> None:
    def subject(
        kind: SubjectKind, needed_m2: int | None = None, available_m2: int | None = None
    ) -> Subject:
        return Subject(
            subject_id=uuid4(),
            kind=kind,
            theme=Theme.SPACE,
            municipality_code=HERE,
            region=None,
            provider_id=uuid4(),
            provider_kind=ProviderKind.CLUB,
            since=MONDAY,
            needed_m2=needed_m2,
            available_m2=available_m2,
        )

    question = subject(SubjectKind.QUESTION, needed_m2=needed)
    offer = subject(SubjectKind.SPACE_OFFER, available_m2=200)
    assert likeness(question, offer) is likeness(offer, question) is likeness_found
