"""Everything that a case can show is told in plain Dutch."""

from contracts.intake import QuestionFact
from routing.case.next_action import NEXT_ACTIONS
from routing.case.steps import Step
from routing.timeline.entries import ASSIGNED, ESCALATED, NOTED, UNASSIGNED, WAITS
from routing.timeline.words import ENTRIES
from routing.worklist.buckets import BUCKETS
from routing.worklist.case_status import Action, CaseState
from routing.worklist.words import ACTIONS, CASE_STATES

MOST_WORDS = 7


def test_every_state_action_and_entry_has_words() -> None:
    assert set(CASE_STATES) == set(CaseState)
    assert set(ACTIONS) == set(Action)
    facts = {fact.type.split(".")[2].replace("-", "_") for fact in QuestionFact.__subclasses__()}
    own = {ASSIGNED, UNASSIGNED, NOTED, ESCALATED, WAITS, "provider_silent", "rerouted"}
    assert set(ENTRIES) == facts | own | {step.value for step in Step}


def test_the_words_are_few_and_say_no_code() -> None:
    for words in (*CASE_STATES.values(), *ACTIONS.values(), *ENTRIES.values()):
        assert len(words.split()) <= MOST_WORDS
        assert "_" not in words


def test_every_state_in_which_somebody_acts_is_a_state_of_a_case() -> None:
    assert {CaseState(state) for state in NEXT_ACTIONS} <= set(CaseState)
    assert {Action(step) for _, step in NEXT_ACTIONS.values()} <= set(Action)
    assert {state for state, _, _ in BUCKETS} == set(CaseState)
