"""`manage.py load_what_ships`: adds what every practice begins with."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sessions.services.loading_what_ships import load_what_ships


class Command(BaseCommand):
    help = (
        "Add what is missing of the shipped formulary, packet, texts of consents and kinds of visit; changes nothing "
        "that is there."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        load_what_ships(at=timezone.now())
        self.stdout.write("What ships with Groundwork is there.")
