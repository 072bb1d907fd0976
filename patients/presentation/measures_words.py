"""What a score says, in words: never only a number, and never more than is published."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.measures.algorithms import FINDINGS
from patients.measures.definitions import Measure, Subscale
from patients.measures.scoring import Change

Number = Decimal | int


def number(value: Decimal) -> str:
    """Without noughts that say nothing."""
    return f"{value.normalize():f}" if value != value.to_integral_value() else f"{value:.0f}"


def total_in_words(measure: Measure, total: Decimal | None) -> str:
    """34 of 80; nothing where there is no total."""
    if total is None:
        return ""
    if measure.total_high is None:
        return number(total)
    return _("%(total)s of %(high)s") % {"total": number(total), "high": number(measure.total_high)}


def missing_in_words(count: int, *, has_total: bool = True) -> str:
    """That something was left out, and what follows."""
    if not count:
        return ""
    left_out = ngettext("%(n)d question was not answered", "%(n)d questions were not answered", count) % {"n": count}
    return _("%(left_out)s: no total.") % {"left_out": left_out} if has_total else f"{left_out}."


def change_in_words(change: Change, *, since: str) -> str:
    """By how much, which way, and whether anybody published what to make of it."""
    points = number(abs(change.points))
    if change.points == 0:
        return _("The same as on %(day)s.") % {"day": since}
    way = {
        "better": _("%(points)s points better than on %(day)s."),
        "worse": _("%(points)s points worse than on %(day)s."),
        "same": _("%(points)s points apart from %(day)s."),
    }[change.direction]
    return f"{way % {'points': points, 'day': since}} {_weight_in_words(change)}"


def _weight_in_words(change: Change) -> str:
    if change.is_reliable is None and change.is_meaningful is None:
        return _("No figure is published for how much counts.")
    said = []
    if change.is_reliable is not None:
        said.append(_("More than chance.") if change.is_reliable else _("It may be chance."))
    if change.is_meaningful is not None:
        said.append(_("Enough to matter.") if change.is_meaningful else _("Less than what is thought to matter."))
    return " ".join(said)


def findings_in_words(findings: Iterable[str]) -> list[str]:
    """What a published rule says about the pattern of answers."""
    return [str(FINDINGS[code]) for code in findings if code in FINDINGS]


def parts_in_words(
    measure: Measure,
    scores: Mapping[str, Number | None],
    *,
    bands: Mapping[str, str],
    flags: Collection[str],
) -> list[tuple[str, str]]:
    """Each part of a measure by its name: what it came to, or that a question was left out."""
    return [
        (part.label, _part_in_words(part, scores[part.code], bands.get(part.code, ""), part.code in flags))
        for part in measure.subscales
        if part.code in scores
    ]


def _part_in_words(part: Subscale, value: Number | None, band: str, has_flag: bool) -> str:  # noqa: FBT001  # a fact
    if value is None:
        return _("a question was left out")
    came_to = _("%(score)s of %(high)s") % {"score": number(Decimal(value)), "high": number(part.high)}
    return ", ".join(filter(None, [came_to, band, _("worth a look") if has_flag else ""]))


def standing_in_words(standing: str) -> str:
    """How sure we are of the figures of a measure."""
    return {
        "source-checked": _("The figures were read in the manual or the paper itself."),
        "secondary-checked": _("The figures were read in a clinic's or a library's page, not in the manual itself."),
        "recalled": _("The figures are unconfirmed: please look them up before you rely on them."),
    }.get(standing, "")
