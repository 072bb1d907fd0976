"""Measures as this practice uses them: in the wording it loaded, with its own bands, and whether it may ask them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from patients.measures.definitions import Band, Choice, Item, Measure, all_measures, measure_named
from patients.models import Assessment, MeasurePermission, MeasureWording, MeasureWordingItem, PracticeBand


@dataclass(frozen=True, kw_only=True)
class InUse:
    """`measure` is as it is scored here; `asked` is the same in the words in which it is asked. The licence of both
    says whether this practice may fill it in.

    While `may_be_filled_in` is False, `needs` says what is missing, in words for people.
    """

    measure: Measure
    asked: Measure
    wording: MeasureWording | None
    may_be_filled_in: bool
    needs: str = ""


def in_use(code: str) -> InUse:
    """One measure. Raises KeyError for a code that there is not."""
    measure_named(code)
    return _in_use([code])[code]


def all_in_use() -> Mapping[str, InUse]:
    """Every measure, in the order in which they are offered; four queries."""
    return _in_use(list(all_measures()))


def as_asked(assessment: Assessment) -> Measure:
    """The measure in the words that were shown then; two queries where a wording was loaded, else none."""
    measure = measure_named(assessment.measure)
    if assessment.wording_id is None:
        return measure
    return in_words_of(measure, MeasureWordingItem.objects.filter(wording=assessment.wording_id))


def in_words_of(measure: Measure, worded: Iterable[MeasureWordingItem]) -> Measure:
    """The same measure with the texts of a wording instead of our topics. What it does not name keeps ours."""
    texts = {each.code: each for each in worded}
    return replace(measure, items=tuple(_worded(item, texts.get(item.code)) for item in measure.items))


def banded(measure: Measure, own: Sequence[PracticeBand]) -> Measure:
    """The same measure with the practice's own bands, where it has any: each reaches up to the next."""
    if not own or measure.total_high is None:
        return measure
    begins = sorted(own, key=lambda band: band.from_total)
    ends = [Decimal(after.from_total - 1) for _before, after in pairwise(begins)]
    bands = tuple(
        Band(low=Decimal(each.from_total), high=high, label=each.label)
        for each, high in zip(begins, [*ends, measure.total_high], strict=True)
    )
    return replace(measure, bands=bands)


def _in_use(codes: Collection[str]) -> dict[str, InUse]:
    wordings = {wording.measure: wording for wording in MeasureWording.objects.newest(codes).prefetch_related("items")}
    permissions = MeasurePermission.objects.filter(measure__in=codes).order_by("measure", "-id").distinct("measure")
    allowed = {each.measure for each in permissions if each.is_on_file}
    bands: defaultdict[str, list[PracticeBand]] = defaultdict(list)
    for band in PracticeBand.objects.filter(measure__in=codes, is_retired=False):
        bands[band.measure].append(band)
    return {
        code: _one(banded(measure_named(code), bands[code]), wordings.get(code), has_permission=code in allowed)
        for code in codes
    }


def _one(measure: Measure, wording: MeasureWording | None, *, has_permission: bool) -> InUse:
    needs = [] if measure.licence.may_be_filled_in else _what_is_missing(wording, has_permission=has_permission)
    needed = " ".join([*needs, measure.licence.needs]) if needs else ""
    licence = replace(measure.licence, may_be_filled_in=not needs, needs=needed)
    measure = replace(measure, licence=licence)
    asked = in_words_of(measure, wording.items.all()) if wording else measure
    return InUse(measure=measure, asked=asked, wording=wording, may_be_filled_in=not needs, needs=needed)


def _what_is_missing(wording: MeasureWording | None, *, has_permission: bool) -> list[str]:
    missing = [] if wording else [_("Its wording is not loaded yet.")]
    return missing if has_permission else [*missing, _("No permission to use it is noted yet.")]


def _worded(item: Item, words: MeasureWordingItem | None) -> Item:
    if words is None:
        return item
    choices = tuple(
        Choice(value=choice.value, label=words.labels.get(str(choice.value)) or choice.label) for choice in item.choices
    )
    return replace(item, topic=words.text, choices=choices)
