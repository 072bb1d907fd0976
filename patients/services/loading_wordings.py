"""Bringing the shipped wordings into the database: adds what is missing, and touches nothing that a practice wrote."""

from datetime import datetime
from pathlib import Path

import yaml
from django.db import transaction

from patients.models import ConsentWording
from practice.audit.recording import record
from practice.database.writing import write

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "consent_wordings.yaml"


@transaction.atomic
def load_wordings(*, at: datetime) -> int:
    """Publish the shipped text of each kind that has none yet, as its first version; how many were added."""
    known = set(ConsentWording.objects.values_list("kind", flat=True))
    told = yaml.load(SHIPPED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    new = [
        ConsentWording(
            kind=each["kind"],
            number=1,
            title=each["title"],
            text=_paragraphs(each["text"]),
            is_shipped=True,
            published_at=at,
        )
        for each in told
        if each["kind"] not in known
    ]
    for wording in new:
        write(wording)
    if new:
        record("consent_wordings.loaded", by=None, at=at, kinds=[wording.kind for wording in new])
    return len(new)


def _paragraphs(told: str) -> str:
    """Each paragraph on a line of its own, however it is wrapped in the file."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in told.strip().split("\n\n"))
