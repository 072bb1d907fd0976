"""`manage.py check_step FILE…`: write a case, and see what the software would say."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from medications.cases.answering import answer
from medications.cases.reading import UnreadableCase, read_case
from medications.models import Medication
from medications.services.loading_formulary import load_formulary
from practice.database.readiness import migrate_if_needed

EMBEDDED = "practice.database.embedded"


class Command(BaseCommand):
    help = (
        "Ask the dose gate about clinical situations written as YAML files. Nothing is kept. Prints one JSON object "
        "per case. Exit status: 0 all agree with what they expect, 1 some do not, 2 a file cannot be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        if connection.settings_dict["ENGINE"] == EMBEDDED:
            migrate_if_needed()
        if not Medication.objects.exists():
            load_formulary()
        status = 0
        for path in files:
            try:
                answered = answer(read_case(path))
            except UnreadableCase as problem:
                self.stderr.write(f"{path}: {problem}")
                status = 2
                continue
            self.stdout.write(json.dumps(answered, ensure_ascii=False))
            if answered["agrees"] is False:
                status = max(status, 1)
        if status:
            sys.exit(status)
