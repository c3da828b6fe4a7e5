"""What holds of dead letters: all poison is set aside or refused, and nothing else is."""

from collections import Counter
from collections.abc import Iterator

from contracts.catalogue import receipts_topic, slug_of

from .hearing import hearers
from .history import Fate, History, Record

POSITION = "dead-letter-position"


def only_poison_becomes_a_dead_letter(history: History) -> Iterator[str]:
    poisonous = {record.position for record in _poisonous(history, Fate.SET_ASIDE)}
    for letter in history.letters:
        if letter.position not in poisonous:
            yield f"{letter.service} set {letter.position} aside: {letter.reason}"
    for position in _copied(history):
        if position not in poisonous:
            yield f"{position} stands with the dead letters"


def poison_is_set_aside_once_by_everyone_who_hears_it(history: History) -> Iterator[str]:
    letters = Counter((letter.service, letter.position) for letter in history.letters)
    copied = set(_copied(history))
    for record in _poisonous(history, Fate.SET_ASIDE):
        for service in hearers()[record.topic]:
            if (times := letters[service, record.position]) != 1:
                yield f"{service} set {record.position} aside {times} times"
        if record.position not in copied:
            yield f"{record.position} does not stand with the dead letters"


def poison_of_a_partner_is_refused_exactly_once(history: History) -> Iterator[str]:
    refused = Counter(
        (said.record.topic, said.data["position"]) for said in history.of("SubmissionRejected")
    )
    for record in _poisonous(history, Fate.REFUSED):
        place = receipts_topic(slug_of(record.topic)), f"{record.partition}/{record.offset}"
        if (times := refused.pop(place, 0)) != 1:
            yield f"{record.position} is refused {times} times"
    for topic, position in refused:
        yield f"what stands at {position} is refused on {topic}"


def all_poison_got_in(history: History) -> Iterator[str]:
    found = {record.key for fate in Fate for record in _poisonous(history, fate)}
    for poison in history.asked.poisons:
        if poison.key not in found:
            yield f"poison {poison.key!r} was not seen on {poison.topic}"


def _poisonous(history: History, fate: Fate) -> Iterator[Record]:
    poisons = {(one.topic, one.key) for one in history.asked.poisons if one.fate is fate}
    for record in history.records:
        if (record.topic, record.key) in poisons:
            yield record


def _copied(history: History) -> Iterator[str]:
    """The positions of what stands on the topics of dead letters."""
    for record in history.records:
        if record.topic.endswith(".dead"):
            yield (dict(record.headers).get(POSITION) or b"?").decode()
