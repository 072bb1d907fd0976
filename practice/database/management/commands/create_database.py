"""`create_database`: what a superuser does once on a real server.

SUPERUSER_DATABASE_URL names the server and a superuser; DATABASE_URL and
MIGRATE_DATABASE_URL name the database and the two roles with their passwords.
Run it again after changing a password. The superuser is needed nowhere else.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser
from psycopg.conninfo import make_conninfo

from practice.database.roles import Layout, Role, set_up
from practice.environment import env


class Command(BaseCommand):
    help = "Create the database, its two roles, the extensions and the guard on a PostgreSQL server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--for-tests", action="store_true", help="let the owner create databases, as the test suite needs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        superuser = needed("SUPERUSER_DATABASE_URL")
        layout = layout_of(needed("DATABASE_URL"), needed("MIGRATE_DATABASE_URL"), for_tests=options["for_tests"])
        try:
            set_up(lambda database: make_conninfo(superuser, dbname=database), layout)
        except psycopg.Error as error:
            raise CommandError(" ".join(str(error).split())) from None
        self.stdout.write(f"{layout.database} is there for {layout.owner.name} and {layout.app.name}; migrate next.")


def needed(name: str) -> str:
    value = str(env.str(name, default=""))
    if not value:
        raise CommandError(f"{name} is needed; see .env.example.")
    return value


def layout_of(app_url: str, owner_url: str, *, for_tests: bool = False) -> Layout:
    """The names and passwords the two addresses speak of; they must be one database and two roles."""
    app, owner = urlsplit(app_url), urlsplit(owner_url)
    database = unquote(app.path.lstrip("/"))
    if not (database and app.username and owner.username):
        raise CommandError("DATABASE_URL and MIGRATE_DATABASE_URL need a user and a database name.")
    if (app.hostname, app.port, app.path) != (owner.hostname, owner.port, owner.path):
        raise CommandError("DATABASE_URL and MIGRATE_DATABASE_URL must name the same database.")
    if app.username == owner.username:
        raise CommandError("DATABASE_URL and MIGRATE_DATABASE_URL must name two roles: the owner migrates only.")
    return Layout(
        database=database,
        owner=Role(unquote(owner.username), unquote(owner.password or ""), creates_databases=for_tests),
        app=Role(unquote(app.username), unquote(app.password or "")),
    )
