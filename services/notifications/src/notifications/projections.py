"""What notifications remembers of what others announce, so that later messages come out right."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from chassis.work import Work
from contracts.event import Fact
from contracts.intake import QuestionDiverted, QuestionReceived
from contracts.network import MembershipFact, OrganisationFact, PosOfficeFounded
from contracts.privacy import DataSubjectErased

from notifications.domain.mails import About
from notifications.domain.matters import matter_of, parties_after
from notifications.domain.offices import invitations
from notifications.domain.questions import Question, lesson
from notifications.repository.matters import Matters
from notifications.repository.offices import Memberships, Offices
from notifications.repository.projections import Organisations, Questions
from notifications.repository.providers import Providers


async def learn_network(facts: Collection[Fact], work: Work) -> None:
    organisations = {f.organisation_id: f for f in facts if isinstance(f, OrganisationFact)}
    await Organisations(work.db).learn(organisations.values())
    await Offices(work.db).learn([f for f in facts if isinstance(f, PosOfficeFounded)])
    memberships = [f for f in facts if isinstance(f, MembershipFact)]
    await Memberships(work.db).learn(memberships)
    members = {f.member_provider_id for f in memberships}
    await Providers(work.db).learn(dict.fromkeys(sorted(filter(None, members))))


async def learn_questions(facts: Collection[Fact], questions: Questions) -> list[Question | None]:
    """The question of each fact, as it was known right after it; None for other facts.

    Of a diversion nothing is learnt: the id of a report that the form stopped leads nowhere.
    """
    lessons = [lesson(fact) for fact in facts]
    known = await questions.of({each.id for each in lessons if each})
    learnt: dict[UUID, Question] = {}
    after: list[Question | None] = []
    for fact, each in zip(facts, lessons, strict=True):
        if isinstance(fact, QuestionDiverted):
            after.append(known.get(fact.question_id))
            continue
        if each is not None:
            known[each.id] = known[each.id].plus(each) if each.id in known else each
            learnt[each.id] = learnt[each.id].plus(each) if each.id in learnt else each
        after.append(each and known[each.id])
    await questions.learn(learnt.values())
    return after


async def learn_matters(facts: Collection[Fact], matters: Matters) -> list[frozenset[UUID]]:
    """Whose business the signal or advice is that each fact is about."""
    about = [matter_of(fact) for fact in facts]
    after = parties_after(facts, await matters.parties(set(filter(None, about))))
    await matters.learn({one: of_one for one, of_one in zip(about, after, strict=True) if one})
    return after


async def invite(facts: Sequence[Fact], work: Work) -> Mapping[UUID, About]:
    """By question: what its mail tells of the office in the municipality, once per provider."""
    questions = [fact for fact in facts if isinstance(fact, QuestionReceived)]
    providers = Providers(work.db)
    await providers.learn({each.provider_id: each.details_ref for each in questions})
    codes = {question.municipality_code for question in questions}
    found = invitations(questions, await Offices(work.db).active_in(codes))
    opt_outs = await providers.invite(found)
    return {
        each.question_id: {
            "office_organisation_id": str(each.office_id),
            "opt_out_ref": str(opt_outs[each.provider_id]),
        }
        for each in found
        if each.provider_id in opt_outs
    }


async def forget(facts: Collection[Fact], work: Work) -> None:
    """Nobody can be written to any more, by what waits to be sent nor by what comes."""
    erased = {fact.provider_id for fact in facts if isinstance(fact, DataSubjectErased)}
    if erased:
        await Providers(work.db).forget(erased)
