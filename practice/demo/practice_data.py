"""Migrates if need be, collects static files, loads the demo practice, and writes its sign-ins as JSON.

A process of its own.
"""

import sys

import django
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from practice.database.readiness import migrate_if_needed
from practice.demo.static_files import collect_if_changed


def main() -> int:
    django.setup()
    try:
        migrate_if_needed()
        collect_if_changed()
        call_command("load_demo", "--json")
    except (CommandError, DatabaseError, ValueError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
