"""`manage.py render_roles`: writes docs/roles.md from the table of permissions; `--check` only compares."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from practice.staff.roles import PERMISSIONS, Role

PAGE = settings.BASE_DIR / "docs" / "roles.md"
INTRODUCTION = """\
# Who may do what

Rendered from the table in `practice/staff/roles.py` by `manage.py render_roles`; change it there. Each role is a Django
group of the same name, and one person may hold several. A permission opens a kind of work; *whose* chart it opens is
settled by the care team (docs/decisions/0004-access-by-care-team.md).
"""


def rendered() -> str:
    """The whole page."""
    head = ["", *(str(role.label) for role in Role)]
    rows = [
        [permission.replace("_", " "), *("yes" if role in roles else "" for role in Role)]
        for permission, roles in PERMISSIONS.items()
    ]
    lines = [head, ["---"] * len(head), *rows]
    return INTRODUCTION + "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


class Command(BaseCommand):
    """Keeps the page and the table the same."""

    help = "Write docs/roles.md from the table of permissions."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Compare only, and fail if the page is out of date.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            PAGE.write_text(rendered())
        elif not PAGE.exists() or PAGE.read_text() != rendered():
            raise CommandError("docs/roles.md is out of date: run manage.py render_roles.")
