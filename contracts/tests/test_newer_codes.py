"""A code of a newer release is read, kept and passed on; nobody announces or submits one."""

import copy
import json
import pickle
from typing import Literal

import pytest
from contracts.catalogue import EVENTS
from contracts.event import Event, Fact
from contracts.open_enumeration import OpenEnumeration
from contracts.partners import HandoverReplied, QuestionSubmitted
from contracts.problems import problems_of
from contracts.routing import HandoverDeclined
from contracts.vocabulary import DeclineReason, NotificationMeans, Theme
from jsonschema import Draft202012Validator
from newer_codes import FOLDER, NEWER, lists_of_codes, with_newer_codes
from pydantic import BaseModel, ValidationError

DECLINED = json.loads(
    (FOLDER / "examples/nl.sportloketten.handover-declined.v1/no-capacity.json").read_text()
)["data"]


FACTS = [event for event in EVENTS.values() if issubclass(event, Fact)]
SUBMISSIONS: list[type[Event]] = [QuestionSubmitted, HandoverReplied]


def schema_of(event: type[Event]) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads((FOLDER / "schemas" / f"{event.type}.json").read_text()),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def test_there_are_codes_to_try() -> None:
    tried = {(event, name) for event in FACTS for name, _ in with_newer_codes(event)}
    assert (HandoverDeclined, "reason") in tried
    assert len(tried) > 40


@pytest.mark.parametrize("event", FACTS, ids=lambda event: event.type)
def test_a_newer_code_in_a_fact_is_read_and_passed_on_as_it_is(event: type[Fact]) -> None:
    for name, data in with_newer_codes(event):
        read = event.read(data)
        assert read.model_dump(mode="json")[name] == data[name], name
        assert event.model_validate(read.model_dump()) == read, name
        assert schema_of(event).is_valid(data), name


@pytest.mark.parametrize("event", FACTS, ids=lambda event: event.type)
def test_a_newer_code_is_not_announced_by_mistake(event: type[Fact]) -> None:
    for name, data in with_newer_codes(event):
        with pytest.raises(ValidationError, match=name):
            event.model_validate(data)


@pytest.mark.parametrize("event", SUBMISSIONS, ids=lambda event: event.type)
def test_a_newer_code_in_a_submission_is_refused_as_its_schema_says(event: type[Event]) -> None:
    for name, data in with_newer_codes(event):
        with pytest.raises(ValidationError, match=name):
            event.read(data)
        assert not schema_of(event).is_valid(data), name


@pytest.mark.parametrize("event", FACTS, ids=lambda event: event.type)
def test_every_list_of_codes_in_a_fact_is_open(event: type[Fact]) -> None:
    for name, field in event.model_fields.items():
        for codes in lists_of_codes(field.annotation):
            assert issubclass(codes, OpenEnumeration), name
        assert "Literal" not in str(field.annotation), name


@pytest.mark.parametrize("value", [None, 5, True, "", "Niet Zo", "x" * 65, "x\n", [], {}])
def test_what_is_no_code_is_not_read(value: object) -> None:
    with pytest.raises(ValidationError):
        HandoverDeclined.read(DECLINED | {"reason": value})


def test_a_refused_code_is_answered_with_those_that_there_are() -> None:
    class Form(BaseModel):
        reason: DeclineReason

    with pytest.raises(ValidationError) as refused:
        Form.model_validate({"reason": NEWER})
    (error,) = refused.value.errors()
    assert error["type"] == "enum"
    assert error["ctx"]["expected"] == (
        "'no_capacity', 'waiting_list', 'wrong_theme', 'wrong_area', 'conflict_of_interest', "
        "'insufficient_information' or 'no_consent'"
    )


def test_people_read_the_choices_without_a_word_of_english() -> None:
    class Form(BaseModel):
        means: NotificationMeans
        place: Literal["here", "there"]

    with pytest.raises(ValidationError) as refused:
        Form.model_validate({"means": NEWER, "place": "nowhere"})
    assert [problem.detail for problem in problems_of(refused.value)] == [
        "Kies een van deze waarden: 'mail' of 'webhook'.",
        "Kies een van deze waarden: 'here' of 'there'.",
    ]


def test_a_newer_code_is_one_thing_however_often_it_is_read() -> None:
    newer = Theme.read(NEWER)
    assert newer is Theme.read(NEWER)
    assert newer == NEWER
    assert {newer: 1}[Theme.read(NEWER)] == {NEWER: 1}[newer] == 1
    assert pickle.loads(pickle.dumps(newer)) is newer  # noqa: S301 - of this very line
    assert copy.deepcopy(newer) is newer
    assert f"{newer}" == str(newer) == newer.value == NEWER
    assert newer not in list(Theme)


def test_a_newer_code_of_one_list_is_none_of_another() -> None:
    assert type(Theme.read(NEWER)) is Theme
    assert type(DeclineReason.read(NEWER)) is DeclineReason


@pytest.mark.parametrize("text", ["Niet Zo", "", "x" * 65, "x\n"])
def test_what_is_no_code_is_in_no_list(text: str) -> None:
    with pytest.raises(ValueError, match="not a code"):
        Theme.read(text)


def test_only_what_is_read_may_be_newer() -> None:
    assert Theme.read("volunteers") is Theme.VOLUNTEERS
    assert Theme.read(NEWER) == NEWER
    with pytest.raises(ValueError, match=f"'{NEWER}' is not a valid Theme"):
        Theme(NEWER)
