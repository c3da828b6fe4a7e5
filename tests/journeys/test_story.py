"""The story, played by an outside client through the public faces."""

import asyncio
import os
import sys

import pytest
from running import Sportloket


@pytest.mark.requirement("P18", "R11", "F08", "P17", "X01")
async def test_the_story_ends_well_and_the_books_are_right(sportloket: Sportloket) -> None:
    story = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "story",
        env={**os.environ, **sportloket.told},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await story.communicate()
    assert story.returncode == 0, told.decode()


async def test_the_story_can_be_told_again(sportloket: Sportloket) -> None:
    await test_the_story_ends_well_and_the_books_are_right(sportloket)
