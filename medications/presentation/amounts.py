"""Amounts in words."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def amount(mg: Decimal) -> str:
    """An amount without needless noughts: "25 mg", "12.5 mg"."""
    whole = mg.normalize()
    digits = max(-int(whole.as_tuple().exponent), 0)
    return _("%(number)s mg") % {"number": number_format(whole, decimal_pos=digits)}
