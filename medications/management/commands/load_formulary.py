"""`manage.py load_formulary`: adds the shipped medications that are not in the database yet."""

from typing import Any

from django.core.management.base import BaseCommand

from medications.services.loading_formulary import load_formulary


class Command(BaseCommand):
    help = "Add what is missing of the shipped formulary; changes nothing that is there."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_formulary()
        self.stdout.write(
            f"Added {loaded.medications} medications, {loaded.effects} effects, {loaded.red_flags} red flags, "
            f"{loaded.facts} facts, {loaded.presentations} presentations, {loaded.schedules} schedules and "
            f"{loaded.interactions} interactions."
        )
