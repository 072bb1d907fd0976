"""Run one sweep now and say what it did."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from practice.prompts.services.sweeping import KindSwept, Swept, sweep

COUNTS = ["opened", "reopened", "closed", "escalated", "deliveries", "yielded"]


class Command(BaseCommand):
    help = "Bring every prompt in line with state, now or as of another moment, and say what changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", type=moment, help="another moment, such as 2027-03-28T09:00+01:00")

    def handle(self, *args: Any, at: datetime | None = None, **options: Any) -> None:
        swept = sweep(at=at or timezone.now())
        self.stdout.write(said(swept))
        if swept.failed:
            raise CommandError(f"These kinds could not be swept: {', '.join(swept.failed)}.")


def moment(text: str) -> datetime:
    """A moment; without an offset it is one of the practice's own zone."""
    try:
        found = parse_datetime(text)
    except ValueError as error:
        raise CommandError(f"--at: {error}.") from error
    if found is None:
        raise CommandError("--at takes a moment such as 2027-03-28T09:00+01:00.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def said(swept: Swept) -> str:
    if swept.busy:
        return "Another sweep is running; this one did nothing."
    return "Swept: " + ("; ".join(map(of_kind, swept.by_kind)) or "nothing had changed") + "."


def of_kind(swept: KindSwept) -> str:
    counts = ", ".join(f"{count} {name}" for name in COUNTS if (count := getattr(swept, name)))
    return f"{swept.kind} {counts}"
