"""Partners' replies to handovers come on the same topics as their questions: routing's to judge."""

from uuid import uuid4

from chassis.process.testing import Running, published
from contracts.partners import HandoverReplied, SubmissionRejected


async def test_a_reply_to_a_handover_is_passed_over_and_what_nobody_judges_refused(
    app: Running,
) -> None:
    replied = HandoverReplied(handover_id=uuid4(), step="acknowledge")
    await app.submit("partner", replied)
    assert await app.announced() == []
    unknown = published(replied, "urn:test:partner").model_copy(update={"type": "nl.a.b.v1"})
    await app.submit("partner", unknown)
    [rejected] = await app.announced_of(SubmissionRejected)
    assert [problem.pointer for problem in rejected.problems] == ["#/type"]
