"""`manage.py load_demo`: made-up staff and patients, on days that end today."""

from json import dumps
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sessions.demo.load import DemoRefused, load_demo
from sessions.demo.people import accounts


class Command(BaseCommand):
    help = "Load the demo practice unless it is there already, and print its sign-ins. Refuses in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the sign-ins as JSON, and nothing else")

    def handle(self, *args: Any, json: bool, **options: Any) -> None:
        try:
            loaded = load_demo(at=timezone.now())
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from None
        if json:
            self.stdout.write(dumps(accounts(), indent=2))
            return
        self.stdout.write("The demo practice is loaded." if loaded else "The demo practice was here already.")
        for account in accounts():
            self.stdout.write(f"  {account['role']:<14} {account['email']:<34} {account['password']}")
