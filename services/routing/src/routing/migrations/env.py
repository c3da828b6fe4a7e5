from chassis.database.migrations import migrate
from routing.tables import metadata

migrate(metadata)
