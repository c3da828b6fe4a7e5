from chassis.migrating import migrate
from routing.tables import metadata

migrate(metadata)
