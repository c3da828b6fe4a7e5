"""first tables"""

from chassis.database.migrations import create_chassis_tables, keep_for_ever
from routing.migrations.first_tables.assignment import create_assignment
from routing.migrations.first_tables.cases import create_cases
from routing.migrations.first_tables.exchange import create_exchange
from routing.migrations.first_tables.network import create_network
from routing.migrations.first_tables.worklist import create_worklist

revision = "0001"
down_revision = None

HISTORIES = (
    "register_versions",
    "platform_profiles",
    "expectations",
    "agreements",
    "municipality_terms",
    "responsibility_matrices",
    "responsibilities",
    "considerations",
    "reroutes",
    "capacity_requests",
    "handover_steps",
    "escalations",
    "case_entries",
    "steps",
)


def upgrade() -> None:
    create_chassis_tables()
    create_network()
    create_assignment()
    create_cases()
    create_worklist()
    create_exchange()
    for table in HISTORIES:
        keep_for_ever(table)
