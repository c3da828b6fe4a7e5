"""links and events by which organisations reply"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "used_reply_links",
        sa.Column(
            "handover_id", sa.Uuid, sa.ForeignKey("handovers.handover_id"), nullable=False
        ),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("used_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("handover_id", "version"),
    )
    op.add_column("handovers", sa.Column("sender_told_at", INSTANT))
    op.add_column("vault", sa.Column("partner_ref", sa.Text))
    op.create_index(
        "ix_vault_organisation_id_partner_ref",
        "vault",
        ["organisation_id", "partner_ref"],
        unique=True,
    )
