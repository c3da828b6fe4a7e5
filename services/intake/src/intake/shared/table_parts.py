from chassis.database.tables import new_metadata

metadata = new_metadata()
