"""The whole of Sportloket as the demo starts it, in a temporary folder, with the story's cast."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from local_runtime import environment
from local_runtime.kept import passwords_for
from local_runtime.supervisor import Supervisor
from local_runtime.system import bring_up
from local_runtime.testing import temporary_folder
from story.cast import Cast
from story.places import Places
from story.setting import set_the_scene
from story.stage import Stage
from story.timeline import Timeline
from story.witness import Witness

# Nobody answers, and few ask much: that is not what is measured.
NOT_MEASURED = {"ROUTING_TERMS__ACKNOWLEDGE": "P1D", "INTAKE_DUPLICATE_PERIOD_DAYS": "0"}


class Quiet(Timeline):
    def step(self, told: str, event: str = "") -> None:
        """Nobody watches."""


@dataclass(frozen=True)
class System:
    """Everything that runs, with the organisations and rules of the story."""

    cast: Cast
    metrics: dict[str, str]
    """Where each service shows what it measures."""

    @property
    def places(self) -> Places:
        return self.cast.places


@asynccontextmanager
async def system() -> AsyncIterator[System]:
    environment.FOR_THE_STORY.update(NOT_MEASURED)
    with temporary_folder() as folder:
        passwords = passwords_for(environment.SECRETS, folder / "passwords.json")
        local = environment.Places(environment.free_ports(), passwords, folder)
        async with Supervisor(folder / "logs") as supervisor:
            await bring_up(supervisor, local)
            cast = Cast(_as_clients_see(local))
            await set_the_scene(Stage(cast, Witness(), Quiet()))
            metrics = {name: f"{local.http(name)}/metrics" for name in environment.SERVICES}
            yield System(cast, metrics)
            await cast.close()


def _as_clients_see(local: environment.Places) -> Places:
    told = environment.told_to_clients(local, {})
    values = {name.removeprefix("SPORTLOKET_").lower(): value for name, value in told.items()}
    return Places.model_validate({name: values[name] for name in Places.model_fields})
