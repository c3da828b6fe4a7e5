"""trends, erasure, and a history that nobody can change"""

import sqlalchemy as sa
from alembic import op
from chassis.database.migrations import keep_for_ever
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("questions", sa.Column("municipality_code_sent", sa.Text))
    op.add_column("question_steps", sa.Column("changes", JSONB, nullable=False))
    keep_for_ever("question_steps")
