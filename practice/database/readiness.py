"""Whether the database is migrated; brings it there if not."""

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


def migrate_if_needed() -> None:
    """Apply what is missing, as the owner; does nothing where nothing is."""
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
