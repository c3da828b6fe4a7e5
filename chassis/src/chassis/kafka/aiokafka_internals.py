"""What aiokafka and FastStream know and do not tell: the only file that uses their private members.

`chassis/tests/test_aiokafka_internals.py` has a test for each, to be read when either is renewed.
"""

from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition


def client_of(parse_method: Any) -> AIOKafkaConsumer:
    """The client behind the bound method that FastStream hands to a parser of ours."""
    return parse_method.__self__._consumer


def knows_its_partitions(client: AIOKafkaConsumer) -> bool:
    """Whether the group has said which partitions this member has; none at all is an answer too."""
    subscription = client._subscription.subscription
    return subscription is not None and subscription.assignment is not None


def has_died(client: AIOKafkaConsumer) -> bool:
    """Whether a background task ended: the client then neither fetches nor complains."""
    tasks = (client._coordinator._coordination_task, client._fetcher._fetch_task)
    return any(task is None or task.done() for task in tasks)


def next_offset(client: AIOKafkaConsumer, partition: TopicPartition) -> int | None:
    """Of the record that is read next; None while that is not known. `position()` would wait."""
    state = client._subscription.subscription.assignment.state_value(partition)
    return state.position if state.has_valid_position else None
