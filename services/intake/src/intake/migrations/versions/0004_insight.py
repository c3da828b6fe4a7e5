"""trends, erasure, and a history that nobody can change"""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    pass
