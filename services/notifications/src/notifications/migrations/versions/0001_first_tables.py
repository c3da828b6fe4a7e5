"""first tables"""

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import create_chassis_tables
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0001"
down_revision = None

PENDING = sa.text("state = 'pending'")


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    default = None if nullable else sa.func.clock_timestamp()
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, server_default=default)


def upgrade() -> None:
    create_chassis_tables()
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("municipality_codes", ARRAY(sa.Text), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("theme", sa.Text),
        sa.Column("details_ref", sa.Text),
        sa.Column("received_by_organisation_id", sa.Uuid),
        sa.Column("party_ids", ARRAY(sa.Uuid)),
    )
    op.create_table(
        "vault",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("ref", sa.Text, primary_key=True),
        sa.Column("organisation_id", sa.Uuid, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        instant("changed_at"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("roles", ARRAY(sa.Text), nullable=False),
        sa.Column("municipality_codes", ARRAY(sa.Text)),
        sa.Column("event_types", ARRAY(sa.Text), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("former_secret", sa.Text),
        instant("former_secret_until", nullable=True),
        sa.Column("wish", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        instant("created_at"),
        instant("changed_at"),
    )
    op.create_index(None, "subscriptions", ["owner"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("means", sa.Text, nullable=False),
        sa.Column("outlet", sa.Uuid, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("organisation_id", sa.Uuid),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("event_id", sa.Uuid, nullable=False),
        sa.Column("event_type", sa.Text, nullable=False),
        sa.Column("correlation_id", sa.Text),
        sa.Column("traceparent", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("template", sa.Text),
        sa.Column("recipient", JSONB),
        sa.Column("about", JSONB),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("reason", sa.Text),
        sa.Column("answered", sa.Integer),
        instant("next_attempt_at"),
        instant("created_at"),
        instant("changed_at"),
    )
    op.create_index(
        "ix_deliveries_due", "deliveries", ["outlet", "next_attempt_at"], postgresql_where=PENDING
    )
    op.create_index(
        "ix_deliveries_lane", "deliveries", ["lane", "position"], postgresql_where=PENDING
    )
    op.create_index(None, "deliveries", ["outlet", "position"])
    op.create_index(None, "deliveries", ["event_id"])
