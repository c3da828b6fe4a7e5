from chassis.migrating import migrate
from notifications.tables import metadata

migrate(metadata)
