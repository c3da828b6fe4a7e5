"""No name in a public document depends on where a class or a function stands.

Two classes of one name become `module__path__Name` in a document, and a form without a class of
its own `Body_name_of_the_function`.
"""

import re
from collections.abc import Iterable

import yaml
from chassis.process.testing import Running
from contracts.catalogue import EVENTS

from .snapshot import FOLDER

NAME_OF_ITS_OWN = re.compile(r"[A-Z][A-Za-z0-9]*")
ASYNCAPI = FOLDER.parents[1] / "contracts" / "asyncapi.yaml"


def borrowed(names: Iterable[str]) -> list[str]:
    return [name for name in names if not NAME_OF_ITS_OWN.fullmatch(name)]


async def test_every_schema_of_a_service_has_a_name_of_its_own(app: Running) -> None:
    document = (await app.client.get("/v1/openapi.json")).json()
    names = document["components"]["schemas"]
    assert names
    assert borrowed(names) == []


def test_every_schema_of_the_events_has_a_name_of_its_own() -> None:
    document = yaml.load(ASYNCAPI.read_text("utf-8"), yaml.CSafeLoader)
    names = [*document["components"]["schemas"], *document["components"]["messages"]]
    for event in EVENTS.values():
        names += event.model_json_schema(mode="serialization").get("$defs", {})
    assert names
    assert borrowed(names) == []


def test_a_name_that_a_module_or_a_function_lent_is_found() -> None:
    lent = ["routing__api__contexts__Order", "Body_send_my_page", "routing.Order", "Page_Step_"]
    assert borrowed(["WorkListOrder", *lent]) == lent
