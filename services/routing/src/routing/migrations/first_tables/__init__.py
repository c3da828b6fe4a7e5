"""What migration 0001 makes, by subject; like the migration itself a fixed script."""
