"""What `make mutants` finds fault with."""

from mutation.survivors import Outcome, Survivor, faults
from mutation.workshop import with_plain_properties

LISTED = Survivor("funding.domain.budget.left", "-    a\n+    b")
OTHER = Survivor("funding.domain.budget.spent", "-    a\n+    b")
KNOWN = {LISTED: "it is the same"}


def test_a_listed_survivor_is_no_fault() -> None:
    assert faults([Outcome("funding", 100, {LISTED})], KNOWN) == []


def test_a_survivor_that_is_not_listed_is_a_fault() -> None:
    (fault,) = faults([Outcome("funding", 100, {LISTED, OTHER})], KNOWN)
    assert fault.startswith("survives, and is not in survivors.toml: funding.domain.budget.spent")


def test_a_listed_mutant_that_is_killed_or_gone_is_a_fault() -> None:
    (fault,) = faults([Outcome("funding", 100, set())], KNOWN)
    assert fault.startswith("in survivors.toml, and does not survive: funding.domain.budget.left")


def test_the_list_of_another_part_is_left_alone() -> None:
    assert faults([Outcome("routing", 100, set())], KNOWN) == []


def test_five_in_a_hundred_may_survive_and_no_more() -> None:
    many = {Survivor("routing.case.states.open", f"+    {number}"): "same" for number in range(6)}
    assert faults([Outcome("routing", 120, set(many))], many) == []
    assert faults([Outcome("routing", 119, set(many))], many) == [
        "routing: 5.04% survive, more than 5%"
    ]


def test_a_part_without_mutants_is_a_fault() -> None:
    assert faults([Outcome("routing", 0, set())], {}) == ["routing: no mutants at all"]


def test_a_property_is_mutated_as_a_function() -> None:
    code = "class A:\n    @property\n    def left(self) -> int:\n        return 1\n\n    b = 2\n"
    assert with_plain_properties(code) == (
        "class A:\n    def get_left(self) -> int:\n        return 1\n"
        "    left = property(get_left)\n\n    b = 2\n"
    )
