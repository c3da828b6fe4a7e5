"""Makes the topics of the catalogue; nothing else makes any."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code
from contracts.catalogue import TOPICS, Topic, dead_letter_topic

LARGEST_RECORD = 1_000_000  # bytes; the relay's producer refuses before the broker would
DEAD_LETTERS_KEPT = timedelta(days=90)


def of_services() -> list[Topic]:
    """The topics on which services announce, each with its dead letters beside it."""
    return [
        with_dead
        for topic in TOPICS
        if not topic.per_partner
        for with_dead in (topic, _dead(topic))
    ]


def of_partner(slug: str) -> list[Topic]:
    """The topics that a partner organisation has for itself."""
    named = [
        replace(topic, name=topic.name.format(slug=slug)) for topic in TOPICS if topic.per_partner
    ]
    return [with_dead for topic in named for with_dead in (topic, _dead(topic))]


async def create(bootstrap: str, topics: Iterable[Topic], replication: int) -> list[str]:
    """Create those that are missing; returns their names."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=30_000)
    await admin.start()
    try:
        answer = await admin.create_topics([_new(topic, replication) for topic in topics])
    finally:
        await admin.close()
    return [name for name, code, *_ in answer.topic_errors if _is_new(code)]


def _is_new(code: int) -> bool:
    error = for_code(code)
    if code and error is not TopicAlreadyExistsError:
        raise error
    return code == 0


def _dead(topic: Topic) -> Topic:
    return replace(
        topic,
        name=dead_letter_topic(topic.name),
        partitions=1,
        retention=DEAD_LETTERS_KEPT,
        compacted=False,
    )


def _new(topic: Topic, replication: int) -> NewTopic:
    retention = -1 if topic.retention is None else int(topic.retention.total_seconds() * 1000)
    return NewTopic(
        topic.name,
        topic.partitions,
        replication,
        topic_configs={
            "retention.ms": str(retention),
            "cleanup.policy": "compact" if topic.compacted else "delete",
            "min.insync.replicas": str(max(1, replication - 1)),
            "max.message.bytes": str(LARGEST_RECORD),
        },
    )
