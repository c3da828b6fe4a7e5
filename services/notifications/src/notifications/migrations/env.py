from chassis.database.migrations import migrate
from notifications.tables import metadata

migrate(metadata)
