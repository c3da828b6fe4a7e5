"""People read one Dutch label for a code, whichever service tells them."""

import pytest
from contracts.open_enumeration import OpenEnumeration
from contracts.vocabulary import DeclineReason, FailReason, HoldReason, ReturnReason, Theme

from contracts import vocabulary

LISTS = [
    codes
    for codes in vars(vocabulary).values()
    if isinstance(codes, type)
    and issubclass(codes, OpenEnumeration)
    and codes is not OpenEnumeration
]
OTHERS = {Theme.OTHER, ReturnReason.OTHER, HoldReason.OTHER, FailReason.OTHER}


def test_all_lists_are_looked_at() -> None:
    assert {codes.__name__ for codes in LISTS} >= {"Theme", "DeclineReason", "LegalForm"}
    assert len(LISTS) > 25


@pytest.mark.parametrize("codes", LISTS)
def test_every_code_has_a_label_of_its_own_in_its_list(codes: type[OpenEnumeration]) -> None:
    labels = [code.label for code in codes]
    assert len(set(labels)) == len(labels)
    for code in codes:
        assert code.label.strip() == code.label != ""
        assert (code.label == "iets anders") == (code in OTHERS), code


@pytest.mark.parametrize("codes", LISTS)
def test_a_label_stands_inside_a_sentence(codes: type[OpenEnumeration]) -> None:
    for code in codes:
        assert code.label[0].islower() or code.label.startswith("POS"), code
        assert not code.label.endswith("."), code
        assert len(code.label.split()) <= 9, code


@pytest.mark.parametrize("codes", LISTS)
def test_a_code_that_nobody_knows_yet_is_something_else(codes: type[OpenEnumeration]) -> None:
    assert codes.read("a_newer_code").label == "iets anders"


def test_labels_are_as_people_know_them() -> None:
    assert Theme.MEMBERSHIP.label == "leden werven en behouden"
    assert Theme("volunteers").label == "vrijwilligers"
    assert DeclineReason.NO_CAPACITY.label == "er is geen tijd of plaats"
