"""The HTTP face of the register."""

from chassis.http.router import Router

from routing.network.api import compositions, members, people, references, texts
from routing.network.api.entries import routes_of
from routing.network.kinds import KINDS

router = Router()
for kind in KINDS:
    router.include_router(routes_of(kind))
for part in (people, texts, members, references, compositions):
    router.include_router(part.router)
