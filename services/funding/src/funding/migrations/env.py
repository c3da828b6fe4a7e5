from chassis.migrating import migrate
from funding.tables import metadata

migrate(metadata)
