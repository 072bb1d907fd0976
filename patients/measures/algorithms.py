"""Published rules that are more than a sum: which items are asked, and what a pattern of answers is called."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from patients.measures.definitions import Measure

COUNTS_FROM = 2
# PCL-5: how many items of each cluster count.
NEEDED = {"B": 1, "C": 1, "D": 2, "E": 2}
# ITQ: one item of each.
PTSD = ("re", "av", "th", "fi")
SELF_ORGANISATION = ("ad", "nsc", "dr", "dfi")
EVER = "0"

FINDINGS = {
    "provisional-ptsd": _("the pattern of answers fits PTSD; a talk has to confirm it"),
    "ptsd": _("the pattern of answers fits PTSD; a talk has to confirm it"),
    "cptsd": _("the pattern of answers fits complex PTSD; a talk has to confirm it"),
}

Counted = Mapping[str, int]


def items_asked(measure: Measure, given: Counted) -> frozenset[str]:
    """The items that have to be answered; what only explains does not."""
    asked = frozenset(item.code for item in measure.items if not item.explains)
    if measure.algorithm != "pc-ptsd-5":
        return asked
    return frozenset({EVER}) if given.get(EVER) == 0 else asked | {EVER}


def findings_of(measure: Measure, counted: Counted) -> tuple[str, ...]:
    """Codes of `FINDINGS`, of a measure in which nothing is missing."""
    if measure.algorithm == "pcl5":
        met = all(_number_that_count(measure, part, counted) >= needed for part, needed in NEEDED.items())
        return ("provisional-ptsd",) if met else ()
    if measure.algorithm == "itq":
        return _by_the_itq(measure, counted)
    return ()


def _by_the_itq(measure: Measure, counted: Counted) -> tuple[str, ...]:
    """Complex PTSD stands instead of PTSD, never beside it."""
    if not all(_number_that_count(measure, part, counted) for part in PTSD):
        return ()
    disturbed = all(_number_that_count(measure, part, counted) for part in SELF_ORGANISATION)
    return ("cptsd",) if disturbed else ("ptsd",)


def _number_that_count(measure: Measure, part: str, counted: Counted) -> int:
    items = next(each.items for each in measure.subscales if each.code == part)
    return sum(counted[code] >= COUNTS_FROM for code in items)
