from chassis.database.migrations import migrate
from funding.tables import metadata

migrate(metadata)
