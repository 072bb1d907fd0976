"""What templates/patients/measurements.html reads: one row for each moment, the newest first, a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from patients.measurement_kinds import PRESSURES, Kind, plain
from patients.models import Measurement, Patient

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Row:
    """All that was measured at one moment; its units stand above the columns. What was not measured is empty."""

    when: str
    seated: str
    lying: str
    standing: str
    pulse: str
    weight: str
    others: Sequence[str]
    told: str


def page_of_rows(patient: Patient, number: str | None) -> tuple[Page[datetime], list[Row]]:
    """One page of moments, and their rows, in three queries."""
    page = Paginator(Measurement.objects.filter(patient=patient).moments(), SHOWN).get_page(number)
    of_moment: defaultdict[datetime, list[Measurement]] = defaultdict(list)
    measured = Measurement.objects.filter(patient=patient, taken_at__in=list(page))
    for each in measured.select_related("recorded_by", "assessment__withdrawal").order_by("id"):
        of_moment[each.taken_at].append(each)
    return page, [_row(moment, of_moment[moment]) for moment in page]


def _row(moment: datetime, measured: Sequence[Measurement]) -> Row:
    values = {each.kind: each for each in measured}
    in_columns = {*PRESSURES, *PRESSURES.values(), Kind.PULSE, Kind.WEIGHT}
    return Row(
        when=together(date_format(localtime(moment), "j M Y, H:i")),
        seated=_pressure(values, Kind.SYSTOLIC),
        lying=_pressure(values, Kind.LYING_SYSTOLIC),
        standing=_pressure(values, Kind.STANDING_SYSTOLIC),
        pulse=_value(values, Kind.PULSE),
        weight=_value(values, Kind.WEIGHT),
        others=[_in_words(each) for each in measured if each.kind not in in_columns],
        told=_told(measured[-1]),
    )


def _pressure(values: dict[str, Measurement], upper: Kind) -> str:
    high, low = values.get(upper), values.get(PRESSURES[upper])
    if high is None and low is None:
        return ""
    return f"{plain(high.value) if high else '?'}/{plain(low.value) if low else '?'}"


def _value(values: dict[str, Measurement], kind: Kind) -> str:
    return plain(values[kind].value) if kind in values else ""


def _in_words(measured: Measurement) -> str:
    name = measured.analyte or measured.get_kind_display()
    words = f"{name}: {measured.in_words}"
    if measured.assessment is not None and hasattr(measured.assessment, "withdrawal"):
        return together(_("%(words)s, taken back") % {"words": words})
    if measured.hours_after_dose is None:
        return together(words)
    after = _("%(hours)s hours after the last dose") % {"hours": plain(measured.hours_after_dose)}
    return together(f"{words},") + " " + together(after)


def _told(measured: Measurement) -> str:
    return together(measured.recorded_by.display_name) + " · " + together(measured.get_source_display())


def together(words: str) -> str:
    """Words that stay on one line, so that a narrow page scrolls the table sideways rather than stretching it."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")
