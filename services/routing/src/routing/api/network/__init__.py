"""The HTTP face of the register."""

from chassis.http.router import Router

from routing.api.network import compositions, files, members, people, references, texts
from routing.api.network.things import routes_of
from routing.register.kinds import KINDS

router = Router()
for kind in KINDS:
    router.include_router(routes_of(kind))
for part in (files, people, texts, members, references, compositions):
    router.include_router(part.router)
