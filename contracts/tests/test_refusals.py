"""What is no CloudEvent is told everything that is wrong with it, and nothing that it said."""

import json
import traceback
from typing import Any

import pytest
from contracts.envelope import CONTENT_TYPE, NotACloudEvent, decode, problems_of
from contracts.partners import QuestionSubmitted

STRUCTURED = [("content-type", CONTENT_TYPE.encode())]
VALID: dict[str, Any] = {"specversion": "1.0", "id": "1", "source": "/a", "type": "t"}


def refusal(value: bytes | None, headers: list[tuple[str, bytes | None]]) -> NotACloudEvent:
    with pytest.raises(NotACloudEvent) as caught:
        decode(value, headers)
    return caught.value


def pointers(value: object) -> set[str]:
    said = refusal(json.dumps(value).encode(), list(STRUCTURED))
    return {problem.pointer for problem in said.problems}


def test_all_problems_are_named_at_once() -> None:
    wrong = {"id": "", "source": "a b", "type": 5, "time": "yesterday", "data": [], "Ext": {}}
    assert pointers(wrong) == {
        "#/specversion",
        "#/id",
        "#/source",
        "#/type",
        "#/time",
        "#/data",
        "#",
    }


@pytest.mark.parametrize("attribute", VALID)
def test_a_required_attribute_may_not_be_missing(attribute: str) -> None:
    assert pointers({name: VALID[name] for name in VALID if name != attribute}) == {
        f"#/{attribute}"
    }


@pytest.mark.parametrize(
    "time", [0, "0", "1700000000", "2026-11-21", "2026-11-21T10:00:00", "2026-13-21T10:00:00Z"]
)
def test_a_time_is_written_with_its_zone(time: object) -> None:
    assert pointers(VALID | {"time": time}) == {"#/time"}


@pytest.mark.parametrize("id_", ["a\u0000b", "a\nb", "x" * 256, "", None, {}])
def test_an_id_can_be_kept_in_a_database_and_a_header(id_: object) -> None:
    assert pointers(VALID | {"id": id_}) == {"#/id"}


@pytest.mark.parametrize(
    "extension", [{"anExtension": "x"}, {"an_ext": "x"}, {"ext": {}}, {"ext": 1.5}, {"ext": 2**31}]
)
def test_an_extension_is_what_the_standard_allows(extension: dict[str, object]) -> None:
    assert pointers(VALID | extension) == {"#"}


@pytest.mark.parametrize(
    "value",
    [None, b"", b"null", b"[]", b"{", b"\xff", b'"x"', b"[" * 10_000, b'{"data": {"a": NaN}}'],
)
def test_what_is_no_object_is_no_event(value: bytes | None) -> None:
    assert [each.pointer for each in refusal(value, list(STRUCTURED)).problems] == ["#"]


@pytest.mark.parametrize(
    "content_type", [b"application/cloudevents-batch+json", b"application/cloudevents+avro"]
)
def test_only_single_events_in_json_are_read(content_type: bytes) -> None:
    assert refusal(b"[]", [("content-type", content_type)]).problems[0].pointer == "#"


def test_who_forgets_the_content_type_is_told_so() -> None:
    said = refusal(json.dumps(VALID).encode(), [])
    assert "content-type" in said.problems[0].detail


def test_a_header_that_is_no_utf8_is_named() -> None:
    headers = [(f"ce_{name}", str(value).encode()) for name, value in VALID.items()]
    said = refusal(b"{}", [*headers, ("ce_subject", "vér".encode("latin-1"))])
    assert [each.pointer for each in said.problems] == ["#/subject"]


@pytest.mark.parametrize("packed", ["%%%", 5, "W10=", "e30"])
def test_base64_must_hold_an_object(packed: object) -> None:
    assert pointers(VALID | {"data_base64": packed}) == {"#/data"}


def test_data_comes_once() -> None:
    assert pointers(VALID | {"data": {}, "data_base64": "e30="}) == {"#/data"}


CANARY = "Jan Jansen 0612345678\n"
WRONG = [CANARY, {CANARY: CANARY}, [CANARY]]


@pytest.mark.parametrize("place", [*VALID, "time", "ext", "datacontenttype", CANARY])
@pytest.mark.parametrize("content", WRONG)
def test_a_refusal_never_repeats_what_was_sent(place: str, content: object) -> None:
    said = refusal(json.dumps(VALID | {place: content}).encode(), list(STRUCTURED))
    assert "Jansen" not in "".join(traceback.format_exception(said))
    assert "Jansen" not in str([problem.model_dump() for problem in said.problems])


@pytest.mark.parametrize("content", [CANARY, [CANARY], [{CANARY: CANARY}]])
def test_a_refusal_never_repeats_data(content: object) -> None:
    said = refusal(json.dumps(VALID | {"data": content}).encode(), list(STRUCTURED))
    assert "Jansen" not in "".join(traceback.format_exception(said))


@pytest.mark.parametrize("header", ["ce_id", "ce_time", "ce_ext", f"ce_{CANARY}", "content-type"])
def test_a_refusal_never_repeats_a_header(header: str) -> None:
    said = refusal(CANARY.encode(), [(header, CANARY.encode())])
    assert "Jansen" not in "".join(traceback.format_exception(said))


def test_the_problems_of_a_submission_never_repeat_what_was_sent() -> None:
    sent = dict.fromkeys(QuestionSubmitted.model_fields, CANARY)
    with pytest.raises(ValueError, match="QuestionSubmitted") as caught:
        QuestionSubmitted.model_validate(sent)
    problems = problems_of(caught.value, prefix="#/data")  # type: ignore[arg-type]
    assert {each.pointer for each in problems} == {f"#/data/{name}" for name in sent}
    assert "Jansen" not in str(problems)
