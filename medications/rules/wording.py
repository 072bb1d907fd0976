"""Amounts, conditions and names as words for blockers."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from medications.rules.conditions import Condition


def mg(amount: Decimal) -> str:
    """An amount without needless noughts: "25 mg", "12.5 mg"."""
    whole = round(amount, 3).normalize()
    digits = max(-int(whole.as_tuple().exponent), 0)
    return _("%(number)s mg") % {"number": number_format(whole, decimal_pos=digits)}


def in_a_row(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def name_of(code: str) -> str:
    """A code of the formulary as words, where it has no name: "cyp2d6 strong inhibitor"."""
    return code.replace("_", " ").replace("-", " ")


def condition_in_words(condition: Condition) -> str:
    """Whom or what it is about; nothing where it is about everybody."""
    return in_a_row([*_body(condition), *_dose(condition), *_others(condition)])


def with_standing(sentence: str, *, is_confirmed: bool) -> str:
    """A sentence that rests on facts, with the warning where one of them is only recalled."""
    return sentence if is_confirmed else f"{sentence} {_('This is unconfirmed, check the label.')}"


def _body(condition: Condition) -> Iterator[str]:
    if condition.age_over is not None:
        yield _("age over %(years)d") % {"years": condition.age_over}
    if condition.age_at_least is not None:
        yield _("age %(years)d or more") % {"years": condition.age_at_least}
    if condition.age_under is not None:
        yield _("age under %(years)d") % {"years": condition.age_under}
    yield from sorted(condition.sexes)
    if condition.hepatic:
        yield _("liver impairment")
    if condition.renal or condition.creatinine_clearance_under is not None:
        yield _("kidney impairment")
    elif condition.creatinine_clearance_at_most is not None or condition.creatinine_clearance_at_least is not None:
        yield _("kidney function")
    yield from (f"{gene} {name_of(kind)}" for gene, kind in condition.genotype)
    if condition.pregnant:
        yield _("pregnancy")
    if condition.breast_feeding:
        yield _("breast-feeding")


def _dose(condition: Condition) -> Iterator[str]:
    if condition.taking_at_least_mg is not None:
        yield _("from %(amount)s a day") % {"amount": mg(condition.taking_at_least_mg)}
    if condition.taking_at_most_mg is not None:
        yield _("up to %(amount)s a day") % {"amount": mg(condition.taking_at_most_mg)}


def _others(condition: Condition) -> Iterator[str]:
    yield from (name_of(name) for name in sorted(condition.indications | condition.conditions))
    yield from sorted(condition.releases)
    if condition.partners:
        yield _("with %(names)s") % {"names": in_a_row(name_of(name) for name in sorted(condition.partners))}
    if condition.stopped_abruptly:
        names = in_a_row(name_of(name) for name in sorted(condition.stopped_abruptly))
        yield _("%(names)s stopped abruptly") % {"names": names}
    if condition.without:
        yield _("without %(names)s") % {"names": in_a_row(name_of(name) for name in sorted(condition.without))}
