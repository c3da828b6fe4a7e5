"""what else decides who is asked: capacity, terms of municipalities"""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    pass
