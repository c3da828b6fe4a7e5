"""What must hold of every history, whatever went wrong in it: each yields what breaks it."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from .history import History
from .invariants_of_events import (
    a_key_stays_in_its_partition,
    an_event_says_the_same_each_time_it_comes,
    every_subject_counts_its_versions_without_gaps_and_in_order,
)
from .invariants_of_letters import (
    all_poison_got_in,
    only_poison_becomes_a_dead_letter,
    poison_is_set_aside_once_by_everyone_who_hears_it,
    poison_of_a_partner_is_refused_exactly_once,
)
from .invariants_of_messages import (
    no_message_is_given_up,
    nobody_is_told_the_same_under_two_ids,
    only_what_was_on_the_wire_at_an_interruption_comes_again,
    what_is_said_to_be_sent_has_arrived_and_the_other_way_round,
    whoever_must_hear_of_an_event_is_sent_a_message,
)
from .invariants_of_money import (
    awards_and_what_is_left_make_up_the_ceiling,
    every_application_is_taken_in_and_decided_exactly_once,
    every_budget_line_is_what_its_ledger_says,
    every_movement_of_a_budget_follows_from_the_one_before,
)
from .invariants_of_questions import (
    every_question_ends_with_exactly_one_owner,
    every_question_is_announced_exactly_once,
    every_submission_gets_exactly_one_receipt,
    no_question_is_with_two_organisations_at_once,
)
from .invariants_of_rest import (
    no_good_request_is_refused,
    nothing_waits_in_the_end,
)

Invariant = Callable[[History], Iterator[str]]

INVARIANTS: Final[tuple[Invariant, ...]] = (
    every_question_is_announced_exactly_once,
    every_submission_gets_exactly_one_receipt,
    every_question_ends_with_exactly_one_owner,
    no_question_is_with_two_organisations_at_once,
    every_subject_counts_its_versions_without_gaps_and_in_order,
    an_event_says_the_same_each_time_it_comes,
    a_key_stays_in_its_partition,
    every_application_is_taken_in_and_decided_exactly_once,
    awards_and_what_is_left_make_up_the_ceiling,
    every_movement_of_a_budget_follows_from_the_one_before,
    every_budget_line_is_what_its_ledger_says,
    only_what_was_on_the_wire_at_an_interruption_comes_again,
    nobody_is_told_the_same_under_two_ids,
    whoever_must_hear_of_an_event_is_sent_a_message,
    what_is_said_to_be_sent_has_arrived_and_the_other_way_round,
    no_message_is_given_up,
    only_poison_becomes_a_dead_letter,
    poison_is_set_aside_once_by_everyone_who_hears_it,
    poison_of_a_partner_is_refused_exactly_once,
    all_poison_got_in,
    nothing_waits_in_the_end,
    no_good_request_is_refused,
)

MOST_TOLD = 5
"""Of each invariant; who broke one often broke it the same way each time."""


def broken(history: History) -> list[str]:
    """Every invariant that does not hold, with the first things that break it."""
    return [
        f"{invariant.__name__.replace('_', ' ')}: {evidence}"
        for invariant in INVARIANTS
        for evidence in islice(invariant(history), MOST_TOLD)
    ]
