"""Bringing the kinds of visit to begin with into the database: adds what is missing, changes nothing that is there."""

from pathlib import Path

import yaml
from django.db import transaction

from practice.database.writing import write
from sessions.models import VisitType

FILE = Path(__file__).resolve().parent.parent / "data" / "visit_types.yaml"


@transaction.atomic
def load_visit_types() -> int:
    """Add the kinds whose code is not there yet; how many were added."""
    known = set(VisitType.objects.values_list("code", flat=True))
    entries = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    missing = [VisitType(**entry) for entry in entries if entry["code"] not in known]
    for each in missing:
        write(each)
    return len(missing)
