"""Plays the story through the public faces of the system that the environment names."""

import asyncio
import sys

from story import books
from story.cast import Cast
from story.chapters import (
    agenda,
    carers,
    desk,
    in_charge,
    meeting,
    money,
    office,
    partner,
    roles,
    safety,
    silence,
    space,
    twice,
    volunteers,
    without_account,
)
from story.integrator import subscribe
from story.places import Places
from story.setting import set_the_scene
from story.stage import Stage, Unexpected
from story.timeline import Timeline, console
from story.witness import witness

CHAPTERS = (
    volunteers,
    space,
    silence,
    money,
    partner,
    safety,
    meeting,
    roles,
    twice,
    agenda,
    carers,
    office,
    without_account,
    in_charge,
    desk,
)


async def play() -> int:
    """0 when every check held."""
    places = Places()
    cast, timeline = Cast(places), Timeline()
    async with witness(places.kafka) as found:
        stage = Stage(cast, found, timeline)
        try:
            timeline.chapter("Vooraf: wat is afgesproken")
            integrator = await subscribe(stage)
            await set_the_scene(stage)
            for chapter in CHAPTERS:
                await chapter.play(stage)
            await books.check(stage, integrator)
        except (Unexpected, TimeoutError) as error:
            timeline.check(f"het verhaal loopt door: {error or 'iets bleef uit'}", holds=False)
        finally:
            await cast.close()
    return _ending(timeline)


def _ending(timeline: Timeline) -> int:
    if timeline.failed:
        console.print(f"\n[red]{len(timeline.failed)} controles kloppen niet.[/red]")
        return 1
    console.print("\n[green]Alle controles kloppen.[/green]")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(play()))
