"""`manage.py load_formulary`: adds the shipped medications that are not in the database yet."""

from typing import Any

from django.core.management.base import BaseCommand

from medications.services.loading_formulary import load_formulary


class Command(BaseCommand):
    help = "Add the shipped medications, effects and red flags that are missing; changes nothing that is there."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_formulary()
        self.stdout.write(
            f"Added {loaded.medications} medications, {loaded.effects} effects, {loaded.red_flags} red flags."
        )
