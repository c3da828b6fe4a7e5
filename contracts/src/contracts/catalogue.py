"""Every topic: what is said there, by whom, to whom, and for how long it stays."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from contracts import (
    agreements,
    budgets,
    funding,
    intake,
    network,
    notifications,
    partners,
    peers,
    privacy,
    providers,
    routing,
    signals,
)
from contracts.event import Event


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    """Of a partner's topic with `{slug}` where the partner's slug comes."""
    about: str
    announcers: tuple[str, ...]
    listeners: tuple[str, ...]
    partitions: int
    """Never to be changed: keys would move, and order with them."""
    retention: timedelta | None
    """None: for ever."""
    compacted: bool = False

    @property
    def events(self) -> tuple[type[Event], ...]:
        return tuple(event for event in EVENTS.values() if event.topic == self.name)

    @property
    def per_partner(self) -> bool:
        return "{slug}" in self.name


TOPICS: Final = (
    Topic(
        name="sportloket.questions.v1",
        about="The life of each question of a sports provider.",
        announcers=("intake",),
        listeners=("routing", "notifications"),
        partitions=12,
        retention=timedelta(days=90),
    ),
    Topic(
        name="sportloket.handovers.v1",
        about="Who was asked to take a question over, and what came of it.",
        announcers=("routing",),
        listeners=("intake", "notifications"),
        partitions=12,
        retention=timedelta(days=90),
    ),
    Topic(
        name="sportloket.network.v1",
        about="The organisations that work together, and what they agreed on.",
        announcers=("routing",),
        listeners=("intake", "notifications"),
        partitions=3,
        retention=None,
        compacted=True,
    ),
    Topic(
        name="sportloket.providers.v1",
        about="The sports providers that are known, without their names.",
        announcers=("intake",),
        listeners=("routing", "notifications"),
        partitions=6,
        retention=None,
        compacted=True,
    ),
    Topic(
        name="sportloket.signals.v1",
        about="What partners hear and put on the agenda, and their advice to each other.",
        announcers=("routing",),
        listeners=("notifications",),
        partitions=6,
        retention=timedelta(days=90),
    ),
    Topic(
        name="sportloket.privacy.v1",
        about="Whose details were erased, so that nobody keeps them.",
        announcers=("intake",),
        listeners=("routing", "funding", "notifications"),
        partitions=3,
        retention=timedelta(days=90),
    ),
    Topic(
        name="sportloket.funding.v1",
        about="The life of each application for money.",
        announcers=("funding",),
        listeners=("notifications",),
        partitions=12,
        retention=timedelta(days=90),
    ),
    Topic(
        name="sportloket.allotments.v1",
        about="Applications in line for money, one line per budget line.",
        announcers=("funding",),
        listeners=("funding",),
        partitions=12,
        retention=timedelta(days=30),
    ),
    Topic(
        name="sportloket.budgets.v1",
        about="What each budget line holds, and every change to it.",
        announcers=("funding",),
        listeners=("notifications",),
        partitions=6,
        retention=timedelta(days=90),
    ),
    Topic(
        name="sportloket.notifications.v1",
        about="Which messages went out; not to whom.",
        announcers=("notifications",),
        listeners=(),
        partitions=6,
        retention=timedelta(days=30),
    ),
    Topic(
        name=partners.QuestionSubmitted.topic,
        about="What one partner organisation sends; it alone may write here.",
        announcers=("partner",),
        listeners=("intake", "routing"),
        partitions=6,
        retention=timedelta(days=30),
    ),
    Topic(
        name=partners.Receipt.topic,
        about="What became of each submission; that partner alone may read here.",
        announcers=("intake", "routing"),
        listeners=("partner",),
        partitions=3,
        retention=timedelta(days=30),
    ),
)

EVENTS: Final[dict[str, type[Event]]] = {
    each.type: each
    for module in (
        intake,
        providers,
        privacy,
        routing,
        peers,
        signals,
        network,
        agreements,
        funding,
        budgets,
        notifications,
        partners,
    )
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, Event) and "type" in vars(each)
}

SUBMISSIONS: Final = r"^sportloket\.partners\.[a-z0-9-]+\.submissions\.v1$"
SOURCE: Final = "urn:nld:oin:00000099000000001000:systeem:sportloket-{service}"
_of_partner = re.compile(r"sportloket\.partners\.([a-z0-9-]+)\.(?:submissions|receipts)\.v1")
_topics = {topic.name: topic for topic in TOPICS}


def topic_of(name: str) -> Topic:
    """The topic with this name on Kafka; KeyError when the catalogue has none."""
    partner = _of_partner.fullmatch(name)
    return _topics[name.replace(f".{partner[1]}.", ".{slug}.", 1) if partner else name]


def submissions_topic(slug: str) -> str:
    return partners.QuestionSubmitted.topic.format(slug=slug)


def receipts_topic(slug: str) -> str:
    return partners.Receipt.topic.format(slug=slug)


def slug_of(topic: str) -> str:
    """Whose topic it is; ValueError when it is no partner's."""
    partner = _of_partner.fullmatch(topic)
    if partner is None:
        raise ValueError("not a partner's topic")
    return partner[1]


def dead_letter_topic(name: str) -> str:
    return f"{name}.dead"


def source_of(service: str) -> str:
    return SOURCE.format(service=service)
