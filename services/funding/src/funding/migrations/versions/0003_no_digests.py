"""the chassis knows which command came before: applications need no digest"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.drop_column("applications", "digest")
