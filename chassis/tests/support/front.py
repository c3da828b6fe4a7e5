"""A service's HTTP face with one endpoint of each sort; its database is away unless given."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

import httpx
from chassis.database.tables import new_metadata
from chassis.http.caller import Caller, Role
from chassis.http.identity import Anyone, allowed
from chassis.http.problems import Conflict
from chassis.http.rate_limits import rate_limited
from chassis.http.router import Begin, Router
from chassis.process.service import Service
from chassis.process.testing import Running, running_as_it_is
from chassis.settings import ChassisSettings
from fastapi import Depends, Query
from pydantic import BaseModel, Field
from pydantic_settings import SettingsConfigDict
from sqlalchemy import text

AWAY = "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"
CANARY = "canary-7f3a"

router = Router()


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="FRONT_")


class Pot(BaseModel):
    name: Annotated[str, Field(max_length=100)]
    amount: Annotated[int, Field(ge=1)]


@router.post("/pots", status_code=201)
async def put_in(pot: Pot, work: Begin) -> Pot:
    """Keeps an amount."""
    await work.db.execute(
        text("INSERT INTO pots (pot, total, version) VALUES (:name, :amount, 1)"), pot.model_dump()
    )
    return pot


ADD = text("""
    INSERT INTO pots (pot, total, version) VALUES (:name, :amount, 1)
    ON CONFLICT (pot) DO UPDATE SET total = pots.total + excluded.total
""")


@router.post("/pots/{pot_name}/additions", status_code=201)
async def add_to_pot(pot_name: str, pot: Pot, caller: Anyone, work: Begin) -> Pot:
    """Adds an amount, whoever brings it."""
    await work.db.execute(ADD, {"name": pot_name, "amount": pot.amount})
    return pot


@router.put("/pots/{pot_name}/additions", status_code=201)
async def add_to_pot_again(pot_name: str, pot: Pot, caller: Anyone, work: Begin) -> Pot:
    """Adds an amount too: two commands at one address."""
    await work.db.execute(ADD, {"name": pot_name, "amount": pot.amount})
    return pot


@router.post("/checks")
async def check(pot: Pot) -> Pot:
    """Needs no database."""
    return pot


@router.get("/pots")
async def list_pots(page_size: Annotated[int, Query(alias="pageSize", ge=1)] = 10) -> list[Pot]:
    """Lists nothing."""
    return [Pot(name="a", amount=page_size)]


@router.get("/pots/{pot_id}")
async def show_pot(pot_id: UUID) -> Pot:
    """Refuses all."""
    raise Conflict("illegal-transition", "Deze stap kan niet meer.")


@router.get("/mine")
async def show_mine(caller: Annotated[Caller, Depends(allowed(Role.COORDINATOR))]) -> list[str]:
    """Shows a coordinator where it may look."""
    return sorted(caller.municipalities or ["all"])


@router.post("/form", dependencies=[Depends(rate_limited)])
async def fill_in(caller: Anyone) -> dict[str, str | None]:
    """Open to all."""
    return {"subject": caller.subject if caller else None}


@router.get("/broken")
async def break_down() -> None:
    """Fails in a way that nobody foresaw."""
    raise RuntimeError(CANARY)


@asynccontextmanager
async def front(database_url: str = AWAY, **settings: Any) -> AsyncIterator[Running]:
    service = Service(
        name="front",
        title="Front",
        version="1.2.3",
        description="One endpoint of each sort.",
        settings=Settings,
        metadata=new_metadata(),
        router=router,
    )
    async with running_as_it_is(service, database_url, **settings) as running:
        yield running


@asynccontextmanager
async def client(database_url: str = AWAY, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    async with front(database_url, **settings) as running:
        yield running.client
