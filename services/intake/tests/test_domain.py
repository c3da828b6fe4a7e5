"""The rules of a question's life."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.intake import QuestionFact
from contracts.vocabulary import (
    Channel,
    ConsentGround,
    LegalForm,
    ProviderKind,
    QuestionKind,
    QuestionOutcome,
    Theme,
)
from hypothesis import given
from hypothesis import strategies as st
from intake.askers.duplicates import Arrival, duplicates
from intake.providers.domain import Provider
from intake.questions.events import FACTS, fact_of
from intake.questions.life_cycle import TERMINAL, State, Step
from intake.questions.merge import MergeRefusal, merge_refusal
from intake.questions.next_action import TURNS, Action, Next, Owner, next_of
from intake.questions.question import Question, placed
from intake.questions.steps import ANNOUNCED, Move, after, announces, fits

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)


def question(state: State = State.RECEIVED, handover_id: UUID | None = None) -> Question:
    return Question(
        id=uuid4(),
        municipality_code="GM1963",
        theme=Theme.VOLUNTEERS,
        provider_id=uuid4(),
        provider_kind=ProviderKind.CLUB,
        channel=Channel.FORM,
        received_by_organisation_id=None,
        details_ref="a-ref",
        consent=ConsentGround.CONSENT_GIVEN,
        asked_at=NOW,
        received_at=NOW,
        due_at=NOW,
        state=state,
        handover_id=handover_id,
        asked_organisation_id=handover_id,
        contact_handover_id=handover_id,
    )


def test_what_is_announced_has_a_fact_and_the_rest_has_none() -> None:
    assert set(FACTS) == ANNOUNCED


@pytest.mark.requirement("P01")
def test_every_open_state_says_whose_turn_it_is_to_do_what() -> None:
    assert set(TURNS) == set(State) - TERMINAL
    assert all(next_of(question(state)) is None for state in TERMINAL)


def test_the_organisation_that_was_asked_has_the_turn_while_a_question_is_routed() -> None:
    asked = Move(Step.REQUEST_HANDOVER, handover_id=ONE, organisation_id=OTHER)
    turn = next_of(after(question(), asked))
    assert turn is not None
    assert (turn.owner, turn.organisation_id) == (Owner.ORGANISATION, OTHER)


def test_choosing_the_same_theme_says_nothing() -> None:
    before = question()
    assert after(before, Move(Step.CLASSIFY, theme=before.theme)).version == before.version
    assert after(before, Move(Step.CLASSIFY, theme=Theme.SPACE)).version == before.version + 1


def test_a_fact_about_another_handover_than_the_open_one_does_not_fit() -> None:
    routed = question(State.ROUTED, handover_id=ONE)
    assert fits(routed, Move(Step.ACCEPT_HANDOVER, handover_id=ONE))
    assert not fits(routed, Move(Step.ACCEPT_HANDOVER, handover_id=OTHER))


def test_reopening_takes_the_outcome_and_the_owner_away() -> None:
    answered = replace(
        question(State.ANSWERED), outcome=QuestionOutcome.HELPED, owner_organisation_id=ONE
    )
    reopened = after(answered, Move(Step.REOPEN))
    assert (reopened.outcome, reopened.owner_organisation_id) == (None, None)


def test_a_question_goes_into_another_open_one_of_its_municipality() -> None:
    this = question(State.TRIAGING)
    elsewhere = replace(question(), municipality_code="GM0758")
    assert merge_refusal(this, question()) is None
    assert merge_refusal(this, None) is MergeRefusal.UNKNOWN
    assert merge_refusal(this, this) is MergeRefusal.ITSELF
    assert merge_refusal(this, elsewhere) is MergeRefusal.ELSEWHERE
    assert merge_refusal(this, question(State.DUPLICATE)) is MergeRefusal.DONE


moves = st.builds(
    Move,
    step=st.sampled_from(Step),
    theme=st.sampled_from(Theme),
    outcome=st.sampled_from(QuestionOutcome),
    reason=st.sampled_from(["safety", "outside_scope"]),
    consent=st.sampled_from(ConsentGround),
    into_question_id=st.just(ONE),
    handover_id=st.sampled_from([ONE, OTHER]),
    organisation_id=st.sampled_from([ONE, OTHER]),
    confirmed=st.booleans(),
)


# Preferred steps, and what else a step may bring along.
tries = st.lists(st.tuples(st.integers(0, len(Step) - 1), moves), min_size=10, max_size=40)


def possible(now: Question, preferred: int, move: Move) -> Move | None:
    """The preferred step, or else the next one that can be taken; the ends come last."""
    ends = {Step.WITHDRAW, Step.DIVERT, Step.MERGE, Step.CLOSE, Step.END_CHECK}
    first, *others = [*Step][preferred:] + [*Step][:preferred]
    ordered = [first, *sorted(others, key=lambda step: step in ends)]
    ours = replace(move, handover_id=now.handover_id or move.handover_id)
    return next((each for step in ordered if fits(now, each := replace(ours, step=step))), None)


def is_possible_at_the_end(move: Move) -> bool:
    return move.step is Step.UNMERGE or (move.step is Step.DIVERT and move.reason == "safety")


def test_whatever_happens_a_question_has_one_owner_until_it_is_done() -> None:
    turns: Counter[Owner | None] = Counter()

    @given(tries)
    def check(tried: list[tuple[int, Move]]) -> None:
        now, said = question(), list[QuestionFact]()
        for preferred, drawn in tried:
            before, move = now, possible(now, preferred, drawn)
            if move is None:
                break
            now, turn = after(before, move), next_of(after(before, move))
            assert before.state not in TERMINAL or is_possible_at_the_end(move)
            assert (turn is None) is (now.state in TERMINAL)
            turns[turn.owner if turn else None] += 1
            if turn is not None and turn.owner is Owner.ORGANISATION:
                assert turn.organisation_id is not None
                assert now.handover_id is not None
            if announces(before, move):
                said.append(fact_of(before, now, move, NOW))
        assert [fact.version for fact in said] == list(range(2, now.version + 1))

    check()
    assert min(turns[owner] for owner in (*Owner, None)) >= 10, turns


def test_a_refused_step_says_from_where_and_which_step() -> None:
    with pytest.raises(IllegalTransition) as refused:
        after(question(State.CLOSED), Move(Step.TRIAGE))
    assert (refused.value.state, refused.value.step) == ("closed", "triage")


def test_another_theme_leaves_no_part_of_the_old_one() -> None:
    before = replace(question(), subtheme="legal_form")
    moved = after(before, Move(Step.CLASSIFY, theme=Theme.SPACE))
    assert (moved.theme, moved.subtheme) == ("space", None)
    assert after(before, Move(Step.CLASSIFY, theme=before.theme)).subtheme == "legal_form"


def test_what_is_said_of_consent_is_kept_and_told_when_it_is_new() -> None:
    before = question(State.TRIAGING)
    no = Move(Step.RECORD_CONSENT, consent=ConsentGround.NOT_ASKED)
    recorded = after(before, no)
    assert (recorded.consent, recorded.version) == ("not_asked", before.version + 1)
    assert after(recorded, no).version == recorded.version


@pytest.mark.requirement("P18")
@pytest.mark.parametrize(
    ("before", "agrees", "then"),
    [
        ("not_asked", False, "refused"),
        ("refused", False, "refused"),
        ("consent_given", False, "withdrawn"),
        ("legal_task", False, "withdrawn"),
        ("withdrawn", False, "withdrawn"),
        ("not_asked", True, "consent_given"),
        ("refused", True, "consent_given"),
        ("withdrawn", True, "consent_given"),
    ],
)
def test_a_no_after_a_yes_is_a_consent_that_is_withdrawn(
    before: str, agrees: bool, then: str
) -> None:
    said = ConsentGround.CONSENT_GIVEN if agrees else ConsentGround.REFUSED
    asked = replace(question(), consent=ConsentGround(before))
    assert after(asked, Move(Step.RECORD_CONSENT, consent=said)).consent == then


def test_who_accepts_owns_the_question_until_the_handover_ends() -> None:
    routed = question(State.ROUTED, handover_id=ONE)
    accepted = after(routed, Move(Step.ACCEPT_HANDOVER, handover_id=ONE, organisation_id=OTHER))
    assert accepted.owner_organisation_id == OTHER
    ended = after(accepted, Move(Step.END_HANDOVER, handover_id=ONE))
    assert (ended.owner_organisation_id, ended.handover_id) == (None, None)
    assert ended.asked_organisation_id is None


def test_a_merged_question_knows_into_which_one_until_it_is_unmerged() -> None:
    merged = after(question(State.TRIAGING), Move(Step.MERGE, into_question_id=ONE))
    assert merged.into_question_id == ONE
    unmerged = after(merged, Move(Step.UNMERGE, into_question_id=ONE))
    assert unmerged.into_question_id is None


def test_a_turn_says_what_to_do_by_when_and_names_an_organisation_that_has_it_alone() -> None:
    routed = question(State.ROUTED, handover_id=ONE)
    assert next_of(routed) == Next(Owner.ORGANISATION, ONE, Action.REPLY, NOW)
    triaged = replace(routed, state=State.TRIAGING)
    assert next_of(triaged) == Next(Owner.DESK, None, Action.TRIAGE, NOW)


@pytest.mark.requirement("P02")
def test_the_same_asker_asks_the_same_when_one_mark_municipality_and_theme_are_the_same() -> None:
    first, again = question(), question()
    same = replace(again, provider_id=first.provider_id)
    assert duplicates([Arrival(first), Arrival(same)], {}) == {same.id: first.id}
    assert duplicates([Arrival(first, ["a"]), Arrival(again, ["b", "a"])], {}) == {
        again.id: first.id
    }
    elsewhere = replace(same, municipality_code="GM0758")
    about_space = replace(same, theme=Theme.SPACE)
    assert duplicates([Arrival(first), Arrival(elsewhere), Arrival(about_space)], {}) == {}


@pytest.mark.requirement("P02")
def test_who_asks_a_third_time_by_another_mark_is_led_to_the_first_question() -> None:
    first, second, third = question(), question(), question()
    arrivals = [Arrival(first, ["a"]), Arrival(second, ["a", "b"]), Arrival(third, ["b"])]
    assert duplicates(arrivals, {}) == {second.id: first.id, third.id: first.id}


@pytest.mark.requirement("P02")
def test_a_question_from_before_is_the_first() -> None:
    again = question()
    known = {(str(again.provider_id), "GM1963", "volunteers"): ONE}
    assert duplicates([Arrival(again)], known) == {again.id: ONE}


def test_what_an_organisation_asks_for_others_is_never_the_same() -> None:
    first = replace(question(), kind=QuestionKind.PROCESS_GUIDANCE)
    again = replace(first, id=uuid4())
    assert duplicates([Arrival(first), Arrival(again)], {}) == {}


def test_a_question_under_the_code_of_a_merged_municipality_goes_to_the_new_one() -> None:
    sent = replace(question(), municipality_code="GM0370")  # Beemster, Purmerend since 2022
    moved = placed(sent, NOW)
    assert (moved.municipality_code, moved.municipality_code_sent) == ("GM0439", "GM0370")
    assert replace(moved, municipality_code="GM0370", municipality_code_sent=None) == sent
    assert placed(question(), NOW).municipality_code_sent is None


def test_only_a_sole_trader_is_a_person() -> None:
    provider = Provider(ONE, "GM1963", ProviderKind.ENTREPRENEUR, "Sport & Zo")
    assert replace(provider, legal_form=LegalForm.SOLE_TRADER).is_person
    assert not replace(provider, legal_form=LegalForm.ASSOCIATION).is_person
    assert not provider.is_person


@pytest.mark.parametrize(
    ("state", "consent", "needs"),
    [
        (State.RECEIVED, ConsentGround.NOT_ASKED, True),
        (State.TRIAGING, ConsentGround.REFUSED, True),
        (State.TRIAGING, ConsentGround.CONSENT_GIVEN, False),
        (State.ROUTED, ConsentGround.NOT_ASKED, False),
        (State.ANSWERED, ConsentGround.CONSENT_GIVEN, False),
    ],
)
def test_consent_is_needed_while_the_desk_has_the_question(
    state: State, consent: ConsentGround, needs: bool
) -> None:
    assert replace(question(state), consent=consent).needs_consent is needs
