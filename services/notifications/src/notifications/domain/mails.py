"""The mails that follow from a fact, and which ids and codes their texts are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from contracts.event import Fact
from contracts.open_enumeration import OpenEnumeration
from contracts.vocabulary import Theme

from notifications.domain.occasions import OCCASIONS
from notifications.domain.questions import Question
from notifications.domain.recipients import Recipient as Recipient

About = Mapping[str, str | int | bool | None]


Codes = Mapping[str, type[OpenEnumeration]]


@dataclass(frozen=True, slots=True)
class Mail:
    """`template` is the name of a text; `about` holds ids, codes, amounts and moments only."""

    template: str
    recipient: Recipient
    about: About


def mails_after(
    fact: Fact, question: Question | None, invitation: About | None = None
) -> list[Mail]:
    """The mails that follow from a fact; `question` is the one that it is about.

    `invitation`: what they tell besides, of an office that the provider does not know.
    """
    return [
        Mail(occasion.template, recipient, {**about, **(invitation or {})})
        for occasion in OCCASIONS.get(type(fact), ())
        for about in [_about(fact, question, occasion.members)]
        for recipient in occasion.whom(fact, question)
    ]


def mail_to_who_was_joined(question: Question) -> Mail:
    """Another question was found to be the same as this one."""
    recipient = Recipient("provider", question.details_ref)
    return Mail("question_joined", recipient, _of_question(question))


def _about(fact: Fact, question: Question | None, members: Sequence[str]) -> About:
    members_of_fact: dict[str, Any] = fact.model_dump(mode="json", include=set(members))
    return {**_of_question(question), **members_of_fact} if question else members_of_fact


def _of_question(question: Question) -> About:
    return {"question_id": str(question.id), "theme": question.theme}


def codes_in(template: str) -> Codes:
    """The members of `about` that hold a code, each with its list."""
    return _CODES.get(template, {"theme": Theme})


def _codes_of(fact: type[Fact], members: Sequence[str]) -> Codes:
    kinds = {name: fact.model_fields[name].annotation for name in members}
    found = {name: _list_in(kind) for name, kind in kinds.items()}
    return {"theme": Theme} | {name: codes for name, codes in found.items() if codes}


def _list_in(kind: Any) -> type[OpenEnumeration] | None:
    """Of a member that may be left out too."""
    each = get_args(kind) or (kind,)
    lists = [item for item in each if isinstance(item, type) and issubclass(item, OpenEnumeration)]
    return lists[0] if lists else None


_CODES: Final[Mapping[str, Codes]] = {
    occasion.template: _codes_of(fact, occasion.members)
    for fact, occasions in OCCASIONS.items()
    for occasion in occasions
}
