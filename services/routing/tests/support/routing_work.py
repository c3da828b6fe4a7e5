"""The work list as somebody reads it."""

from typing import Any
from uuid import UUID

from chassis.process.testing import Running


async def listed(app: Running, headers: dict[str, str], **wishes: Any) -> list[dict[str, Any]]:
    """The whole list, page after page."""
    cases: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = await app.client.get("/v1/worklist", params={**wishes, **cursor}, headers=headers)
        assert answer.status_code == 200, answer.text
        cases += answer.json()["cases"]
        if answer.json()["cursor"] is None:
            return cases
        cursor = {"cursor": answer.json()["cursor"]}


def ids(cases: list[dict[str, Any]]) -> list[UUID]:
    return [UUID(case["question_id"]) for case in cases]
