"""Whatever fits or does not fit an OpenAPI document gets an answer that the document names."""

import asyncio
import os
import sys
from pathlib import Path
from uuid import UUID

import pytest
from running import Sportloket

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
ROLES = ("partner", "coordinator", "administrator", "core_team")
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
EXAMPLES = 6  # for each operation: `make test` is to stay short
ELSEWHERE = "create_subscription"
"""Would ask whatever address it makes up for consent: that would leave this machine."""


@pytest.mark.timeout(600, func_only=True)  # not what it takes to start the whole of it
@pytest.mark.parametrize("service", ["intake", "routing", "funding", "notifications"])
async def test_every_answer_is_one_that_the_document_names(
    service: str, sportloket: Sportloket, tmp_path: Path
) -> None:
    token = await sportloket.token(*ROLES, organisation_id=UUID(int=7))
    checking = await asyncio.create_subprocess_exec(
        SCHEMATHESIS,
        "run",
        f"{sportloket.url(service)}/v1/openapi.json",
        f"--header=Authorization:{token['Authorization']}",
        f"--checks={','.join(CHECKS)}",
        f"--max-examples={EXAMPLES}",
        f"--exclude-operation-id={ELSEWHERE}",
        "--phases=examples,coverage,fuzzing",
        "--seed=20261122",
        "--suppress-health-check=all",
        "--no-color",
        cwd=tmp_path,
        env={**os.environ, "HYPOTHESIS_STORAGE_DIRECTORY": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await checking.communicate()
    assert checking.returncode == 0, said.decode()
