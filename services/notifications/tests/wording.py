"""Mails as they are written, for tests of their words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from contracts.event import Fact
from notifications.domain.mails import Mail, Recipient, mails_after
from notifications.domain.occasions import WITH_LINK
from notifications.domain.questions import Question
from notifications.sending.texts import Text, text_of

from .story import COUNCIL, DELIVERY, DETAILS, HANDOVER, HOEKSCHE_WAARD, NAMES, NOW, QUESTION

ASKED = Question(QUESTION, "volunteers", DETAILS)
PROVIDER = Recipient("provider", DETAILS)
URL = "https://loket.example/v1/replies/token"
FACT = {"municipality_code": HOEKSCHE_WAARD, "version": 3, "occurred_at": NOW}
OF_QUESTION = {**FACT, "question_id": QUESTION}
OF_HANDOVER = {
    **OF_QUESTION,
    "handover_id": HANDOVER,
    "to_organisation_id": DELIVERY,
    "from_organisation_id": COUNCIL,
}


def to(organisation: UUID) -> Recipient:
    return Recipient("organisation", str(organisation))


def said(fact: type[Fact], about: Mapping[str, Any] = OF_HANDOVER, **told: Any) -> Fact:
    return fact.model_validate({**about, **told})


def written(mail: Mail, **more: str) -> Text:
    names = {str(organisation): name for organisation, name in NAMES.items()}
    name = names.get(mail.recipient.ref or "")
    return text_of(mail.template, {**mail.about, **more}, name, names)


def told(fact: Fact, recipient: Recipient, question: Question | None = ASKED) -> Text:
    """The one mail to this recipient, with a link where there may be one."""
    [mail] = [one for one in mails_after(fact, question) if one.recipient == recipient]
    return written(mail, reply_url=URL) if mail.template in WITH_LINK else written(mail)


def core(text: Text) -> str:
    """Subject and text without how it begins and ends."""
    body = text.body.partition(",\n\n")[2].partition("\nHet nummer van")[0]
    return f"{text.subject}\n\n{body}"
