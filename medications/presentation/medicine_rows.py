"""The rows of the drug × day grid, from what is recorded: our orders, what was found or told, and the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import DoseChange, LogEntry, MissedDoses, ObservedDose, OtherMedication
from medications.presentation.courses import Course, Dosing, course
from medications.presentation.grid_values import Event, Fill, Level, Medicine, Report
from medications.rules.regimen import NOTHING
from medications.terms import ChangeKind, Direction, Severity

SIGNS = {Direction.UP.value: "↑", Direction.DOWN.value: "↓", Direction.LATERAL.value: "="}


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """All that the grid is made from, each with its medication and doses read along, in any order."""

    orders: Sequence[DoseChange] = ()
    observed: Sequence[ObservedDose] = ()
    others: Sequence[OtherMedication] = ()
    reports: Sequence[LogEntry] = ()
    missed: Sequence[MissedDoses] = ()


def medicines_of(recorded: Recorded) -> list[Medicine]:
    """Ours by name, then those from elsewhere; what was blamed on none comes last."""
    names, elsewhere = _names(recorded), _elsewhere(recorded)
    ours = [_ours(key, name, recorded) for key, name in sorted(names.items(), key=lambda each: each[1])]
    others = [
        _other(other, recorded if elsewhere.get(other.medication_id) == other.pk else Recorded())
        for other in sorted(recorded.others, key=lambda other: (other.name.casefold(), other.pk))
    ]
    unblamed = Medicine(name=_("Not blamed on any medicine"), reports=_reports(None, recorded))
    return [*ours, *others, unblamed]


def _names(recorded: Recorded) -> dict[int, str]:
    """Every medicine that something was ordered, found or asked of, or reported where it is not from elsewhere."""
    elsewhere = _elsewhere(recorded)
    named = [
        *(order.medication for order in recorded.orders),
        *(seen.medication for seen in recorded.observed),
        *(missed.medication for missed in recorded.missed),
        *(entry.medication for entry in recorded.reports if entry.medication_id not in elsewhere),
    ]
    return {medication.pk: capital(medication.name) for medication in named if medication is not None}


def _elsewhere(recorded: Recorded) -> dict[int | None, int]:
    """Medicines that are known from elsewhere alone, each with the newest row that names it."""
    ours = {
        None,
        *(order.medication_id for order in recorded.orders),
        *(seen.medication_id for seen in recorded.observed),
        *(missed.medication_id for missed in recorded.missed),
    }
    newest = sorted(recorded.others, key=lambda other: other.pk)
    return {other.medication_id: other.pk for other in newest if other.medication_id not in ours}


def capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _ours(medication: int, name: str, recorded: Recorded) -> Medicine:
    doses = _course(medication, recorded)
    return Medicine(
        name=name,
        levels=doses.levels,
        changes=doses.changes,
        reports=_reports(medication, recorded),
        asked=[_asked(missed) for missed in recorded.missed if missed.medication_id == medication],
    )


def _course(medication: int, recorded: Recorded) -> Course:
    told: list[tuple[datetime, int, Dosing]] = [
        *((order.made_at, order.pk, _ordered(order)) for order in recorded.orders if order.medication_id == medication),
        *((seen.observed_at, 0, _found(seen)) for seen in recorded.observed if seen.medication_id == medication),
    ]
    return course(dosing for _at, _pk, dosing in sorted(told, key=lambda each: each[:2]))


def _ordered(order: DoseChange) -> Dosing:
    return Dosing(
        on=order.first_dose_on,
        regimen=order.regimen.as_rule() if order.regimen else NOTHING,
        sign=SIGNS.get(order.direction, ""),
        ending=_("paused") if order.kind == ChangeKind.PAUSE else _("stopped"),
        note=order.reason,
    )


def _found(seen: ObservedDose) -> Dosing:
    seen_on = timezone.localdate(seen.observed_at)
    return Dosing(on=seen.taken_since or seen_on, regimen=seen.regimen.as_rule(), note=seen.source, seen_on=seen_on)


def _reports(medication: int | None, recorded: Recorded) -> list[Report]:
    return [_report(entry) for entry in recorded.reports if entry.medication_id == medication]


def _report(entry: LogEntry) -> Report:
    words = [
        entry.effect.term if entry.effect else "",
        entry.get_severity_display(),
        entry.get_course_display(),
        entry.get_frequency_display(),
    ]
    return Report(
        on=timezone.localdate(entry.happened_at),
        severity=Severity(entry.severity),
        words=", ".join(str(word) for word in words if word),
    )


def _asked(missed: MissedDoses) -> Event:
    days, in_a_row = missed.missed_days, missed.missed_in_a_row
    label = ngettext("%(days)d day missed", "%(days)d days missed", days) % {"days": days} if days else _("none missed")
    words = _("asked on this dose: %(missed)s") % {"missed": label}
    if in_a_row > 1:
        words = _("%(asked)s, %(days)d of them in a row") % {"asked": words, "days": in_a_row}
    return Event(on=timezone.localdate(missed.asked_at), short=str(days), long=label, words=words)


def _other(other: OtherMedication, recorded: Recorded) -> Medicine:
    """From elsewhere: that it is taken is known, and what was told of the dose, but no number to draw by."""
    level = Level(
        from_on=other.started_on,
        until_on=other.stopped_on,
        average_mg=None,
        words=other.dose or _("dose not told"),
        fill=Fill.UNTOLD,
    )
    return Medicine(
        name=_("%(medication)s (from elsewhere)") % {"medication": capital(other.name)},
        levels=[level],
        changes=_changes(other),
        reports=_reports(other.medication_id, recorded) if other.medication_id else (),
    )


def _changes(other: OtherMedication) -> list[Event]:
    raised_on = other.changed_on if other.changed_on != other.started_on else None
    days = [
        (other.started_on, "↑", _("started")),
        (raised_on, "↑", _("raised")),
        (other.stopped_on, "×", _("stopped")),
    ]
    return [Event(on=on, short=sign, long=f"{sign} {words}", words=words) for on, sign, words in days if on]
