"""What all tables of notifications have in common."""

from chassis.database.tables import new_metadata
from sqlalchemy import Column, DateTime, func

metadata = new_metadata()


def instant(name: str, *, nullable: bool = False) -> Column[object]:
    default = None if nullable else func.clock_timestamp()
    return Column(name, DateTime(timezone=True), nullable=nullable, server_default=default)
