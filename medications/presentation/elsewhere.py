"""Medications from elsewhere as lines to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from medications.models import OtherMedication


@dataclass(frozen=True, kw_only=True)
class OtherLine:
    """One medication: its name, and the rest as somebody would tell it."""

    pk: int
    name: str
    words: str
    is_stopped: bool


def other_lines(others: Iterable[OtherMedication]) -> list[OtherLine]:
    """Medications from elsewhere, each with its medication of the formulary read along."""
    return [
        OtherLine(pk=other.pk, name=other.name, words=_words(other), is_stopped=other.stopped_on is not None)
        for other in others
    ]


def _words(other: OtherMedication) -> str:
    ours = other.medication.name if other.medication else ""
    parts = [
        ours if ours.casefold() != other.name.casefold() else "",
        other.dose,
        _("since %(day)s") % {"day": _day(other.started_on)} if other.started_on else "",
        _("last raised on %(day)s") % {"day": _day(other.changed_on)} if other.changed_on else "",
        _("stopped on %(day)s") % {"day": _day(other.stopped_on)} if other.stopped_on else "",
        _("short course") if other.is_brief else "",
    ]
    return ", ".join(filter(None, parts))


def _day(on: date) -> str:
    return date_format(on, "j F Y")
