"""The history of cases: nobody can change it, and it tells all there is to know."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

import pytest
from chassis.process.testing import Running
from contracts.intake import (
    ConsentRecorded,
    InformationProvided,
    InformationRequested,
    QuestionAnswered,
    QuestionClassified,
    QuestionClosed,
    QuestionFact,
    QuestionMerged,
    QuestionReceived,
    QuestionReopened,
    QuestionUnmerged,
    QuestionWithdrawn,
)
from routing.case.decision import Case
from routing.case.repository import Cases
from routing.timeline.entries import replayed
from routing.timeline.repository import Entries
from routing.worklist.case_status import status_of
from routing_people import NAME, as_coordinator, as_partner, see
from routing_town import (
    COUNCIL,
    FIRST,
    MONDAY,
    SECOND,
    THIRD,
    later,
    received,
    rule_entry,
    settle,
)

FACTS: Final[Sequence[tuple[type[QuestionFact], dict[str, Any]]]] = (
    (QuestionClassified, {"theme": "space", "previous_theme": "volunteers"}),
    (InformationRequested, {}),
    (InformationProvided, {}),
    (ConsentRecorded, {"consent": "consent_given"}),
    (QuestionAnswered, {"outcome": "helped"}),
    (QuestionReopened, {}),
    (QuestionUnmerged, {"from_question_id": "0194a9a4-0000-7000-8000-000000000000"}),
    (QuestionMerged, {"into_question_id": "0194a9a4-0000-7000-8000-000000000000"}),
    (QuestionWithdrawn, {}),
    (QuestionClosed, {"outcome": "no_longer_needed"}),
)
STEPS: Final[Sequence[dict[str, Any]]] = (
    {"step": "acknowledge"},
    {"step": "accept", "receiver": {"kind": "person", "name": NAME}},
    {"step": "decline", "reason": "wrong_area"},
    {"step": "request_information"},
    {"step": "provide_information"},
    {"step": "make_contact", "introduction": "telephone"},
    {"step": "report_progress"},
    {"step": "put_on_hold", "reason": "out_of_season"},
    {"step": "resume"},
    {"step": "return", "reason": "other"},
    {"step": "complete", "outcome": "helped"},
    {"step": "fail", "reason": "no_means"},
    {"step": "request_cancellation"},
    {"step": "confirm_cancellation"},
)


class Life:
    """What people, clocks and intake might do with a question, in any order."""

    def __init__(self, app: Running, random: Random) -> None:
        self._app = app
        self._random = random
        self._now: datetime = MONDAY
        self._version = 1
        self.question = received(
            consent=random.choice(["consent_given", "not_asked"]),
            received_by_organisation_id=random.choice([COUNCIL, None]),
            theme=random.choice(["volunteers", "space"]),
        )

    async def begin(self) -> None:
        await self._app.hear(self.question)

    async def go_on(self) -> None:
        await self._random.choice([self._step, self._step, self._step, self._fact, self._wait])()

    async def _step(self) -> None:
        path = f"questions/{self.question.question_id}/handovers"
        handovers = (await see(self._app, path, as_coordinator(self._app))).json()["handovers"]
        if handovers:
            handover = handovers[-1]
            step = self._random.choice(STEPS)
            own = as_partner(self._app, handover["to_organisation_id"])
            for headers in (own, as_coordinator(self._app)):
                path = f"/v1/handovers/{handover['handover_id']}/steps"
                await self._app.client.post(path, json=step, headers=headers)

    async def _fact(self) -> None:
        fact, members = self._random.choice(FACTS)
        self._version += 1
        told = {"version": self._version, "occurred_at": self._now, **members}
        await self._app.hear(later(self.question, fact, **told))

    async def _wait(self) -> None:
        self._now += timedelta(days=self._random.choice([1, 3, 9, 30]))
        await self._app.ring(self._now)


async def stored(app: Running, question: QuestionReceived) -> tuple[Case, Case]:
    """The case as it is kept, and as its history tells it."""
    async with app.begin() as work:
        [case] = await Cases(work.db).of([question.question_id])
        entries = await Entries(work.db).of(question.question_id)
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    return case, replayed(entries)


@pytest.mark.requirement("P01", "P17")
@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens_the_history_rebuilds_the_case_and_an_open_one_has_an_owner(
    app: Running, seed: int
) -> None:
    random = Random(seed)
    rules = [rule_entry(FIRST, [SECOND, THIRD]), rule_entry(THIRD, theme="space")]
    await settle(app, *random.choice([rules, rules[1:]]))
    lives = [Life(app, random) for _ in range(3)]
    for life in lives:
        await life.begin()
    for _ in range(25):
        life = random.choice(lives)
        await life.go_on()
        for one in lives:
            case, told = await stored(app, one.question)
            assert told == case
            await _has_an_owner(app, case)


async def _has_an_owner(app: Running, case: Case) -> None:
    """An open question has one owner, one action and a clock; one that is done is in no list."""
    question = case.question
    listed = (await see(app, "worklist?pageSize=100", as_coordinator(app))).json()["cases"]
    rows = [row for row in listed if row["question_id"] == str(question.question_id)]
    is_open = bool(case.open or question.waiting or question.awaits)
    assert is_open is (status_of(case) is not None) is bool(rows)
    assert is_open or question.ended
    for row in rows:
        assert row["next"]["owner"] in {"desk", "organisation", "provider"}
        assert (row["next"]["owner"] == "organisation") <= bool(row["next"]["organisation_id"])
        assert row["next"]["action_in_words"]
        assert row["next"]["due_at"]
        assert row["version"] == question.version
