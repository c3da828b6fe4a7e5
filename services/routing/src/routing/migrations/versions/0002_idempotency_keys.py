"""idempotency keys: the same command is done once"""

from chassis.database.migrations import create_idempotency_keys

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    create_idempotency_keys()
