from chassis.migrating import migrate
from intake.tables import metadata

migrate(metadata)
