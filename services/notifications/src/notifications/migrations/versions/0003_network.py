"""what notifications knows of offices and members"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0003"
down_revision = "0002"


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    default = None if nullable else sa.func.clock_timestamp()
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, server_default=default)


def upgrade() -> None:
    op.drop_column("subscriptions", "wish")  # chassis keeps the answers to commands now
    op.add_column("organisations", sa.Column("kind", sa.Text))
    op.create_table(
        "matters",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("party_ids", ARRAY(sa.Uuid), nullable=False),
    )
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
    op.create_table(
        "providers",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("details_ref", sa.Text),
        sa.Column(
            "opt_out_ref", sa.Uuid, nullable=False, server_default=sa.func.gen_random_uuid()
        ),
        instant("told_of_office_at", nullable=True),
        instant("opted_out_at", nullable=True),
    )
    op.create_index(None, "providers", ["opt_out_ref"], unique=True)
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
        instant("created_at"),
    )
