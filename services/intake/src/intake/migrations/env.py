from chassis.database.migrations import migrate
from intake.tables import metadata

migrate(metadata)
