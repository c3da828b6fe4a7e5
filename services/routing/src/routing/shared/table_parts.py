"""What all tables of routing are made with."""

from chassis.database.tables import new_metadata
from sqlalchemy import Column, DateTime

metadata = new_metadata()


def instant(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)
