"""What holds of questions: none is lost, none is asked twice, each gets one owner."""

from collections import Counter
from collections.abc import Iterator

from contracts.catalogue import receipts_topic

from .history import History

ENDINGS = ("HandoverDeclined", "HandoverExpired", "HandoverReturned", "HandoverCancelled")


def every_question_is_announced_exactly_once(history: History) -> Iterator[str]:
    announced = Counter(said.data["question_id"] for said in history.of("QuestionReceived"))
    asked = {question.question_id for question in history.asked.questions}
    asked |= {said.data["reference"] for said in history.of("SubmissionAccepted")}
    for question_id in sorted(asked - announced.keys()):
        yield f"question {question_id} is not announced"
    for question_id in sorted(announced.keys() - asked):
        yield f"nobody asked question {question_id}"
    for question_id, times in announced.items():
        if times > 1:
            yield f"question {question_id} is announced {times} times"


def every_submission_gets_exactly_one_receipt(history: History) -> Iterator[str]:
    given = Counter(
        (said.record.topic, said.data["submission_id"]) for said in history.of("SubmissionAccepted")
    )
    for submission in history.asked.submissions:
        times = given.pop((receipts_topic(submission.slug), submission.id), 0)
        if times != 1:
            yield f"submission {submission.id} has {times} receipts"
    for _, submission_id in given:
        yield f"nobody submitted {submission_id}"


def every_question_ends_with_exactly_one_owner(history: History) -> Iterator[str]:
    owners = Counter(said.data["question_id"] for said in history.of("HandoverAccepted"))
    for said in history.of("QuestionReceived"):
        question_id = said.data["question_id"]
        if owners[question_id] != 1:
            yield f"question {question_id} has {owners[question_id]} owners"


def no_question_is_with_two_organisations_at_once(history: History) -> Iterator[str]:
    asked: dict[str, tuple[str, int]] = {}
    for said in history.of("HandoverRequested", *ENDINGS):
        question_id, handover_id = said.data["question_id"], said.data["handover_id"]
        with_whom, attempts = asked.get(question_id, ("", 0))
        if said.name != "HandoverRequested":
            asked[question_id] = "", attempts
            continue
        if with_whom:
            yield f"question {question_id} is asked anew while handover {with_whom} is open"
        if said.data["attempt"] != attempts + 1:
            yield f"question {question_id} skips from attempt {attempts} to {said.data['attempt']}"
        asked[question_id] = handover_id, said.data["attempt"]
