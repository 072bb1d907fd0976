"""How measures changed since the dose in use began, as the evidence beside a review says it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.services.measure_evidence import MeasureSince
from patients.measures.scoring import Change
from patients.models import Assessment

RECALLED = "recalled"
"""How sure a measure's figures are, where nobody has looked them up yet."""


@dataclass(frozen=True, kw_only=True)
class MeasureLine:
    """One measure: the total before and since, what changed, and how much that says."""

    name: str
    url: str
    before: str
    newest: str
    change: str
    meaning: str
    is_unconfirmed: bool


def measure_lines(found: Iterable[MeasureSince], patient_id: int, *, is_first_dose: bool) -> Sequence[MeasureLine]:
    return [_line(each, patient_id, is_first_dose=is_first_dose) for each in found]


def _line(each: MeasureSince, patient_id: int, *, is_first_dose: bool) -> MeasureLine:
    change = each.change
    return MeasureLine(
        name=each.measure.short_name,
        url=reverse("measure", args=[patient_id, each.measure.code]),
        before=_total(each.before) or _("none before this dose began, so there is nothing to compare with"),
        newest="" if is_first_dose else _total(each.newest) or _("not filled in since"),
        change=change_in_words(change) if change else "",
        meaning=meaning_in_words(change) if change else "",
        is_unconfirmed=bool(change) and each.measure.standing == RECALLED,
    )


def _total(assessment: Assessment | None) -> str:
    """ "44 on 3 November 2026"; a measure without a total says so."""
    if assessment is None:
        return ""
    day = date_format(assessment.filled_in_at, "j F Y")
    if assessment.total is None:
        return _("filled in on %(day)s; it has no total") % {"day": day}
    return _("%(total)s on %(day)s") % {"total": number(assessment.total), "day": day}


def change_in_words(change: Change) -> str:
    """How far, and in which direction: "12 points: better"."""
    points = abs(change.points)
    if not points:
        return _("the same")
    far = ngettext("%(points)s point", "%(points)s points", int(points)) % {"points": number(points)}
    direction = {"better": _("better"), "worse": _("worse")}.get(change.direction, _("about the same"))
    return _("%(far)s: %(direction)s") % {"far": far, "direction": direction}


def meaning_in_words(change: Change) -> str:
    """Whether that is more than chance, and whether it matters, by the figures that were published."""
    if not change.points:
        return ""
    told = [*_chance(change.is_reliable), *_matters(change.is_meaningful)]
    if not told:
        return _("No figure is published for how much change counts.")
    return _("By the published figures: %(what)s.") % {"what": ", ".join(told)}


def _chance(is_reliable: bool | None) -> list[str]:
    if is_reliable is None:
        return []
    return [_("more than chance") if is_reliable else _("may be chance")]


def _matters(is_meaningful: bool | None) -> list[str]:
    if is_meaningful is None:
        return []
    return [_("enough to matter") if is_meaningful else _("less than usually matters")]


def number(value: Decimal) -> str:
    """Without a fraction that says nothing."""
    return f"{value.normalize():f}"
