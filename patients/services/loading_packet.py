"""Bringing the shipped packet into the database: adds the sections that are missing, never words one anew."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from patients.models import PacketQuestion, PacketSection, SectionVersion

PACKET = Path(__file__).resolve().parent.parent / "data" / "packet.yaml"
OF_A_QUESTION = ("code", "kind", "text", "help", "choices", "lands_as", "is_sensitive", "is_asked_first")


@transaction.atomic
def load_packet(*, at: datetime) -> int:
    """Add the shipped sections that are not there yet, published; how many were added. Idempotent."""
    known = set(PacketSection.objects.values_list("code", flat=True))
    shipped = yaml.load(PACKET.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    new = [(position, told) for position, told in enumerate(shipped, start=1) if told["code"] not in known]
    for position, told in new:
        _add(position, told, at)
    return len(new)


def _add(position: int, told: Mapping[str, Any], at: datetime) -> None:
    section = PacketSection.objects.create(
        code=told["code"], position=position * 10, is_off_private_link=told.get("is_off_private_link", False)
    )
    version = SectionVersion.objects.create(
        section=section,
        number=1,
        title=told["title"],
        introduction=told["introduction"],
        told_first=told.get("told_first", ""),
    )
    PacketQuestion.objects.bulk_create(
        PacketQuestion(
            version=version,
            position=place * 10,
            **{name: question[name] for name in OF_A_QUESTION if name in question},
        )
        for place, question in enumerate(told["questions"], start=1)
    )
    version.published_at = at
    version.save(update_fields=["published_at"])
