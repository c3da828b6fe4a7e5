"""first tables"""

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import create_chassis_tables
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0001"
down_revision = None

PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    create_chassis_tables()
    _network()
    _offices_and_members()
    _questions_and_matters()
    _vault()
    _subscriptions()
    _deliveries()
    _circulars()


def _now(name: str) -> sa.Column[object]:
    return sa.Column(
        name,
        sa.DateTime(timezone=True),
        nullable=False,
        server_default=sa.func.clock_timestamp(),
    )


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True))


def _network() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("municipality_codes", ARRAY(sa.Text), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text),
    )
    op.create_table(
        "providers",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("details_ref", sa.Text),
        sa.Column("opt_out_ref", sa.Uuid, nullable=False, server_default=sa.func.gen_random_uuid()),
        _instant("told_of_office_at"),
        _instant("opted_out_at"),
    )
    op.create_index(None, "providers", ["opt_out_ref"], unique=True)


def _offices_and_members() -> None:
    op.create_table(
        "offices",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("municipality_codes", ARRAY(sa.Text), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("organisation_id", sa.Uuid, nullable=False),
        sa.Column("member_provider_id", sa.Uuid),
        sa.Column("member_organisation_id", sa.Uuid),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index(None, "memberships", ["organisation_id"])


def _questions_and_matters() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("theme", sa.Text),
        sa.Column("details_ref", sa.Text),
        sa.Column("received_by_organisation_id", sa.Uuid),
        sa.Column("party_ids", ARRAY(sa.Uuid)),
    )
    op.create_table(
        "matters",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("party_ids", ARRAY(sa.Uuid), nullable=False),
    )


def _vault() -> None:
    op.create_table(
        "vault",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("ref", sa.Text, primary_key=True),
        sa.Column("organisation_id", sa.Uuid, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        _now("changed_at"),
    )


def _subscriptions() -> None:
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
        _instant("former_secret_until"),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        _now("created_at"),
        _now("changed_at"),
    )
    op.create_index(None, "subscriptions", ["owner"])


def _deliveries() -> None:
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
        _now("next_attempt_at"),
        _now("created_at"),
        _now("changed_at"),
    )
    op.create_index(
        "ix_deliveries_due", "deliveries", ["outlet", "next_attempt_at"], postgresql_where=PENDING
    )
    op.create_index(
        "ix_deliveries_lane", "deliveries", ["lane", "position"], postgresql_where=PENDING
    )
    op.create_index(None, "deliveries", ["outlet", "position"])
    op.create_index(None, "deliveries", ["event_id"])


def _circulars() -> None:
    op.create_table(
        "circulars",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Uuid, nullable=False),
        sa.Column("from_organisation_id", sa.Uuid),
        sa.Column("municipality_code", sa.Text, nullable=False),
        sa.Column("event_id", sa.Uuid, nullable=False),
        sa.Column("members", sa.Integer, nullable=False),
        sa.Column("opted_out", sa.Integer, nullable=False),
        sa.Column("without_address", sa.Integer, nullable=False),
        _now("created_at"),
    )
