"""what notifications knows of offices and members"""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
