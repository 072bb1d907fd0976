"""Log entries as lines to read: their words are made here once, so that a long log stays quick to show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import LogEntry
from medications.queries import LogEntryQuerySet
from medications.terms import EntryKind, Resolution, Severity

# How bad, as a mark beside the word.
DOTS = {Severity.MILD.value: "●○○", Severity.MODERATE.value: "●●○", Severity.SEVERE.value: "●●●"}
REPORTS = frozenset({EntryKind.REPORT, EntryKind.CORRECTION})


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One entry. `dots` repeats how bad it is; `later` tells what became of it; the marks at the end say which acts
    a page may offer.
    """

    pk: int
    what: str
    when: str
    in_their_words: str
    note: str
    details: str
    dots: str
    asked_about: str
    asked_about_count: str
    later: str
    is_severe: bool
    is_correctable: bool
    is_resolvable: bool


def for_lines(entries: LogEntryQuerySet) -> LogEntryQuerySet:
    """Entries newest first, with all that a line tells."""
    return entries.for_log().select_related("about__effect").prefetch_related("later")


def entry_lines(entries: Iterable[LogEntry]) -> list[EntryLine]:
    """Entries from `for_lines`, in words. Only what is red or severe stays open until somebody resolves it."""
    return [_line(entry) for entry in entries]


def _line(entry: LogEntry) -> EntryLine:
    later = list(entry.later.all())
    stands = not entry.is_retraction and not any(follow.kind == EntryKind.CORRECTION for follow in later)
    is_severe = entry.severity == Severity.SEVERE
    is_report = entry.kind in REPORTS and stands
    return EntryLine(
        pk=entry.pk,
        what=_what(entry),
        when=date_format(timezone.localtime(entry.happened_at), "j F Y, H:i"),
        in_their_words=entry.in_their_words,
        note=entry.note,
        details=" · ".join(filter(None, _details(entry))),
        dots=DOTS.get(entry.severity or "", ""),
        asked_about=", ".join(entry.asked_about),
        asked_about_count=_asked_about_count(entry),
        later=_later(later),
        is_severe=is_severe,
        is_correctable=is_report or (entry.kind == EntryKind.CHECK_IN and stands),
        is_resolvable=is_report and (is_severe or entry.is_red) and not _is_resolved(later),
    )


def _what(entry: LogEntry) -> str:
    report = ", ".join(filter(None, [_term(entry), entry.get_severity_display(), entry.get_course_display()]))
    if entry.kind == EntryKind.REPORT:
        return report
    if entry.kind == EntryKind.CORRECTION:
        return _("Corrected to: %(report)s") % {"report": _("nothing to report") if entry.is_retraction else report}
    if entry.kind == EntryKind.RESOLUTION:
        return _("%(effect)s: %(resolution)s") % {
            "effect": _term(entry.about or entry),
            "resolution": entry.get_resolution_display(),
        }
    return {
        EntryKind.CHECK_IN.value: _("Asked, nothing to report"),
        EntryKind.NOT_REACHED.value: _("Not reached"),
        EntryKind.WAIT_REQUEST.value: _("Asks to wait"),
        EntryKind.WAIT_WITHDRAWN.value: _("No longer asks to wait"),
    }[entry.kind]


def _term(entry: LogEntry) -> str:
    return entry.effect.term if entry.effect else ""


def _details(entry: LogEntry) -> list[str]:
    return [
        entry.medication.name if entry.medication else "",
        entry.get_frequency_display(),
        _("bothers them: %(bother)s") % {"bother": entry.get_bother_display()} if entry.bother else "",
        _("since %(day)s") % {"day": date_format(entry.onset_on, "j F Y")} if entry.onset_on else "",
        str(entry.get_source_display()),
        entry.recorded_by.display_name,
    ]


def _asked_about_count(entry: LogEntry) -> str:
    count = len(entry.asked_about)
    return ngettext("asked about %(count)d red flag", "asked about %(count)d red flags", count) % {"count": count}


def _is_resolved(later: Sequence[LogEntry]) -> bool:
    """Ended, explained, or long-standing in the eyes of two: what `LogEntryQuerySet.unresolved` asks."""
    long_standing = {follow.recorded_by_id for follow in later if follow.resolution == Resolution.LONG_STANDING}
    closing = {Resolution.ENDED, Resolution.OTHER_CAUSE}
    return len(long_standing) > 1 or any(follow.resolution in closing for follow in later)


def _later(later: Sequence[LogEntry]) -> str:
    kinds = {follow.kind for follow in later}
    if EntryKind.CORRECTION in kinds:
        return _("corrected")
    if EntryKind.RESOLUTION not in kinds:
        return ""
    return _("resolved") if _is_resolved(later) else _("long-standing, says one prescriber")
