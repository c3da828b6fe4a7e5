"""Replies that partner organisations publish on topics of their own."""

from collections.abc import Iterator, Sequence

from chassis.kafka.handlers import Accepted, Rejected, Submission, judges
from chassis.work import Work
from contracts.partners import HandoverReplied
from contracts.problems import Problem, problems_of
from pydantic import TypeAdapter, ValidationError

from routing.case.decision import Case, Decision
from routing.case.repository import Cases
from routing.handovers.apply import apply, decision_context
from routing.handovers.domain.advance import about
from routing.handovers.domain.ask import DecisionContext
from routing.handovers.replies.schemas import AnyReplyBody, ReplyBody
from routing.handovers.replies.verdicts import ReplyJudge
from routing.handovers.repository.receivers import ReceiverKey, Vault

Submitted = Submission[HandoverReplied]

_step_replied: TypeAdapter[ReplyBody] = TypeAdapter(AnyReplyBody)


@judges(HandoverReplied, together=True)
async def take_replies(
    submissions: Sequence[Submitted], work: Work
) -> Sequence[Accepted | Rejected]:
    """Each is a step of the organisation whose topic it came on; one after the other."""
    cases = await Cases(work.db).of_handovers(
        {submission.content.handover_id for submission in submissions}
    )
    context = await decision_context([*cases, *_under_right_themes(cases, submissions)], work)
    names = await Vault(work.db).receivers([_who(submission) for submission in submissions])
    judge = ReplyJudge(
        {case.question.question_id: Decision(case) for case in cases}, names, context
    )
    verdicts = [
        judge.verdict(submission, reply_flaws(submission.content)) for submission in submissions
    ]

    def judged(case: Case, _: DecisionContext) -> Decision:
        return judge.decisions[case.question.question_id]

    await apply(cases, judged, context, work)
    for ref, (organisation_id, named) in judge.named.items():
        await Vault(work.db).put(ref, named, organisation_id, work.now)
    return verdicts


def _under_right_themes(cases: Sequence[Case], submissions: Sequence[Submitted]) -> Iterator[Case]:
    """The rules for the themes that were named are looked at, too."""
    named = {each.content.handover_id: each.content.right_theme for each in submissions}
    for case in cases:
        for handover in case.handovers:
            if theme := named.get(handover.handover_id):
                yield about(case, theme)


def reply_flaws(content: HandoverReplied) -> list[Problem]:
    """What the step lacks, and what does not belong to it."""
    members = content.model_dump(exclude={"handover_id"}, exclude_none=True)
    try:
        _step_replied.validate_python(members)
    except ValidationError as error:
        found = problems_of(error)
        return [
            Problem(pointer=_in_data(problem.pointer), detail=problem.detail) for problem in found
        ]
    return []


def _in_data(pointer: str) -> str:
    """Pydantic also names which kind of step it took it for."""
    return f"#/data/{pointer.rpartition('/')[2]}"


def _who(submission: Submitted) -> ReceiverKey:
    return submission.partner.organisation_id, submission.content.receiver_ref or ""
