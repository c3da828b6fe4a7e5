"""What holds of every event, whatever it is about."""

from collections.abc import Iterator

from .history import History, is_own


def every_subject_counts_its_versions_without_gaps_and_in_order(history: History) -> Iterator[str]:
    counted: dict[tuple[str, str], int] = {}
    for said in history.said:
        if "version" not in said.data:
            continue
        place, version = (said.record.topic, said.subject), said.data["version"]
        if version != (expected := counted.get(place, 0) + 1):
            at = said.record.position
            yield f"{said.name} of {said.subject} is version {version}, not {expected} ({at})"
        counted[place] = version


def an_event_says_the_same_each_time_it_comes(history: History) -> Iterator[str]:
    known: dict[tuple[str, str], bytes | None] = {}
    for record in history.records:
        if record.event is None or not is_own(record.topic, record.event):
            continue
        identity = record.event.source, record.event.id
        if known.setdefault(identity, record.value) != record.value:
            yield f"event {record.event.id} says something else at {record.position}"


def a_key_stays_in_its_partition(history: History) -> Iterator[str]:
    known: dict[tuple[str, bytes], int] = {}
    for record in history.records:
        if record.key is None:
            continue
        partition = known.setdefault((record.topic, record.key), record.partition)
        if partition != record.partition:
            yield f"a key of partition {partition} stands at {record.position}"
