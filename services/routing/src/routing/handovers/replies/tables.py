"""What became of the links by which organisations without an account reply."""

from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, Table, Uuid

from routing.shared.table_parts import instant, metadata

# The links themselves are nowhere: who reads this table cannot reply for anybody.
Table(
    "used_reply_links",
    metadata,
    Column("handover_id", Uuid, ForeignKey("handovers.handover_id"), nullable=False),
    Column("version", Integer, nullable=False),
    instant("used_at"),
    PrimaryKeyConstraint("handover_id", "version"),
)
