"""The log of one person, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from medications.models import LogEntry
from medications.presentation.entries import EntryLine, entry_lines, for_lines
from practice.staff.models import User

LOG_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """Some lines; `next_before` is the entry behind which the rest begins, None where there is no more."""

    lines: Sequence[EntryLine]
    next_before: int | None


def log_page(user: User, patient_id: int, before: int | None = None, *, starting_with: int | None = None) -> LogPage:
    """Newest first, by keyset: the last page is as quick as the first. It can begin with an entry that is cited."""
    entries = LogEntry.objects.visible_to(user).filter(patient=patient_id)
    if (wanted := starting_with or before) and (place := entries.filter(pk=wanted).first()):
        older = Q(happened_at__lt=place.happened_at) | Q(happened_at=place.happened_at, pk__lt=place.pk)
        entries = entries.filter(older | Q(pk=place.pk) if starting_with else older)
    found = list(for_lines(entries)[: LOG_PAGE + 1])
    more = len(found) > LOG_PAGE
    return LogPage(lines=entry_lines(found[:LOG_PAGE]), next_before=found[LOG_PAGE - 1].pk if more else None)
