from typing import Any

import pytest
from front import client

Document = dict[str, Any]
PROBLEM = {"$ref": "#/components/schemas/ProblemDetails"}


@pytest.fixture
async def document() -> Document:
    async with client(public_url="https://front.example/v1") as outside:
        answer = await outside.get("/v1/openapi.json", headers={"Origin": "https://x.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    found: Document = answer.json()
    return found


def operations(document: Document) -> list[Document]:
    return [operation for item in document["paths"].values() for operation in item.values()]


def test_paths_start_after_the_version_in_the_address(document: Document) -> None:
    assert document["servers"] == [{"url": "https://front.example/v1"}]
    assert "/pots/{pot_id}" in document["paths"]
    assert not any(path.startswith(("/v1", "/health", "/metrics")) for path in document["paths"])


def test_somebody_answers_for_it(document: Document) -> None:
    assert document["info"]["version"] == "1.2.3"
    assert set(document["info"]["contact"]) == {"name", "url", "email"}


def test_operations_have_names_of_their_own(document: Document) -> None:
    names = [operation["operationId"] for operation in operations(document)]
    assert "put_in" in names
    assert len(names) == len(set(names))


def test_bad_input_is_400_and_never_422(document: Document) -> None:
    assert not any("422" in operation["responses"] for operation in operations(document))
    assert "400" in document["paths"]["/pots"]["get"]["responses"]
    assert all(
        "400" in item["post"]["responses"] for item in document["paths"].values() if "post" in item
    )


def test_every_refusal_is_a_problem_and_every_answer_has_the_version(document: Document) -> None:
    for operation in operations(document):
        for status, response in operation["responses"].items():
            assert "API-Version" in response["headers"]
            if int(status) >= 400:
                assert response["content"] == {"application/problem+json": {"schema": PROBLEM}}
    problem = document["components"]["schemas"]["ProblemDetails"]
    assert set(problem["required"]) == {"type", "title", "status", "detail"}
    assert "errors" in problem["properties"]


def test_refusals_are_declared_where_they_belong(document: Document) -> None:
    paths = document["paths"]
    assert {"401", "403"} < set(paths["/mine"]["get"]["responses"])
    assert {"401", "429"} < set(paths["/form"]["post"]["responses"])
    assert {"400", "409", "413", "415"} < set(paths["/pots"]["post"]["responses"])
    assert "404" in paths["/pots/{pot_id}"]["get"]["responses"]
    assert not {"401", "404", "409", "413", "415", "429"} & set(paths["/pots"]["get"]["responses"])


def test_a_token_is_asked_for_where_it_is_needed(document: Document) -> None:
    paths = document["paths"]
    assert paths["/mine"]["get"]["security"] == [{"bearer": []}]
    assert paths["/form"]["post"]["security"] == [{}, {"bearer": []}]
    assert "security" not in paths["/pots"]["get"]
