"""Bringing formats of notes and techniques into the database: adds what is missing, never words anything anew."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from practice.database.writing import write
from sessions.models import NoteFormat, NoteTemplate, NoteTemplateSection, Technique, UsualFormat

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_note_templates(*, at: datetime) -> int:
    """Add the shipped formats that are not there yet, published; how many were added. Idempotent."""
    known = set(NoteFormat.objects.values_list("code", flat=True))
    new = [(place, told) for place, told in enumerate(_shipped("note_templates"), 1) if told["code"] not in known]
    for place, told in new:
        _add(place * 10, told, at)
    return len(new)


@transaction.atomic
def load_techniques() -> int:
    """Add the shipped techniques that are not there yet; how many were added. Idempotent."""
    known = set(Technique.objects.values_list("code", flat=True))
    new = [(place, told) for place, told in enumerate(_shipped("techniques"), 1) if told["code"] not in known]
    for place, told in new:
        write(Technique(position=place * 10, **told))
    return len(new)


def _shipped(name: str) -> list[dict[str, Any]]:
    shipped: list[dict[str, Any]] = yaml.load(
        (DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return shipped


def _add(position: int, told: Mapping[str, Any], at: datetime) -> None:
    form = NoteFormat(code=told["code"], title=told["title"], kinds=told["kinds"], position=position)
    write(form)
    template = NoteTemplate(format=form, number=1)
    write(template)
    NoteTemplateSection.objects.bulk_create(
        NoteTemplateSection(template=template, position=place * 10, **section)
        for place, section in enumerate(told["sections"], start=1)
    )
    template.published_at = at
    template.save(update_fields=["published_at"])
    for kind in told.get("usual_for", []):
        UsualFormat.objects.get_or_create(kind=kind, defaults={"format": form})
