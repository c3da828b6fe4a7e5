"""Whatever people and clocks do, in whatever order: what must always hold of a question."""

from uuid import UUID

from hypothesis import settings
from hypothesis.stateful import invariant
from routing.case.question import Waiting
from routing.case.states import ENDED, State
from routing_desk import MOST_ATTEMPTS, Desk


class Always(Desk):
    """What holds after each of its steps."""

    @invariant()
    def at_most_one_handover_of_a_question_is_open(self) -> None:
        for case in self.cases:
            assert sum(handover.open for handover in case.handovers) <= 1

    @invariant()
    def a_handover_has_ended_or_has_a_clock_that_runs(self) -> None:
        for handover in (each for case in self.cases for each in case.handovers):
            assert handover.open is bool(handover.clocks)
            assert all(ends > self.now for ends in handover.clocks.values())

    @invariant()
    def a_question_has_ended_or_somebody_has_it_or_a_person_is_to_decide(self) -> None:
        for case in self.cases:
            question = case.question
            helped = bool(case.handovers) and case.handovers[-1].state is State.COMPLETED
            owners = [question.ended, case.open is not None, question.waiting is not None]
            assert sum(owners) == 1 or (sum(owners) == 0 and helped)
            assert (question.waiting is None) is (question.decide_by is None)

    @invariant()
    def the_rules_ask_nobody_twice_and_no_more_than_three(self) -> None:
        for case in self.cases:
            asked: list[UUID] = []
            for attempt, handover in enumerate(case.handovers, 1):
                if handover.handover_id not in self.named:
                    assert handover.to_organisation_id not in asked
                    assert attempt <= MOST_ATTEMPTS
                asked.append(handover.to_organisation_id)

    @invariant()
    def a_question_never_goes_back_to_who_declined_or_kept_silent(self) -> None:
        for case in self.cases:
            said_no: set[UUID] = set()
            for handover in case.handovers:
                assert handover.to_organisation_id not in said_no
                if handover.state in {State.DECLINED, State.EXPIRED}:
                    said_no.add(handover.to_organisation_id)

    @invariant()
    def after_the_last_attempt_a_person_was_told(self) -> None:
        for case in self.cases:
            if case.question.waiting is Waiting.ATTEMPTS_USED_UP:
                told = [each.question.question_id for each in self.escalated]
                assert case.question.question_id in told

    @invariant()
    def nobody_is_told_about_one_wait_more_than_three_times(self) -> None:
        assert all(case.question.escalations <= 3 for case in self.cases)
        assert {each.level for each in self.escalated} <= {1, 2, 3}

    @invariant()
    def nobody_is_reminded_more_than_three_times(self) -> None:
        assert all(each.reminders <= 3 for case in self.cases for each in case.handovers)

    @invariant()
    def the_versions_of_each_handover_have_no_gaps(self) -> None:
        for handover in (each for case in self.cases for each in case.handovers):
            said = [one for one in self.said if one.handover.handover_id == handover.handover_id]
            assert [one.handover.version for one in said] == list(range(1, len(said) + 1))
            assert handover.version == len(said)

    @invariant()
    def nothing_happens_to_a_handover_after_its_end(self) -> None:
        assert not any(one.before in ENDED for one in self.said)


TestEverySequence = Always.TestCase
TestEverySequence.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
