"""`migrate` connects as the owner and leaves the database hardened."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from practice.database.hardening import app_role, harden

ONLY_LOOKS = ("plan", "check_unapplied", "prune")


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if any(options[option] for option in ONLY_LOOKS):
            return
        harden(options["database"])
        if connections[options["database"]].settings_dict["USER"] == app_role():
            self.stderr.write("Owner and app are one role here, so no rights are taken: set MIGRATE_DATABASE_URL.")
