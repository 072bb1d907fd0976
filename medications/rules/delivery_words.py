"""What is taken for a dose, in plain words: "1 tablet of 50 mg and half of a 25 mg tablet"."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.presentations import Delivery, Part, plain
from medications.terms import Form


def in_words(delivery: Delivery) -> str:
    """The units and strengths to take, the largest first."""
    said = [words for part in delivery.parts for words in _part_in_words(part)]
    if not said:
        return _("nothing")
    *first, last = said
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def measured_in_words(step_ml: Decimal) -> str:
    """How exactly a liquid is measured, wherever amounts of it are offered."""
    return _("Liquids are measured in steps of %(step)s mL.") % {"step": plain(step_ml)}


def _part_in_words(part: Part) -> list[str]:
    strength = plain(part.presentation.strength_mg)
    form = part.presentation.form
    if part.presentation.is_per_ml:
        return [
            _("%(ml)s mL of the %(strength)s mg/mL %(what)s")
            % {"ml": plain(part.ml), "strength": strength, "what": Form(form).label}
        ]
    said = []
    if part.wholes:
        counted = {"count": part.wholes, "unit": unit_in_words(form, part.wholes), "strength": strength}
        said.append(_("%(count)s %(unit)s of %(strength)s mg") % counted)
    if part.halves:
        said.append(_("half of a %(strength)s mg %(unit)s") % {"unit": unit_in_words(form, 1), "strength": strength})
    return said


def unit_in_words(form: Form, count: int) -> str:
    """What one unit of a form is called. A kind of release says nothing about what it looks like."""
    if form == Form.TABLET:
        return ngettext("tablet", "tablets", count)
    if form == Form.CAPSULE:
        return ngettext("capsule", "capsules", count)
    if form == Form.DISPERSIBLE:
        return ngettext("orally disintegrating tablet", "orally disintegrating tablets", count)
    if form == Form.SUBLINGUAL:
        return ngettext("sublingual tablet or film", "sublingual tablets or films", count)
    if form == Form.PATCH:
        return ngettext("patch", "patches", count)
    if form in {Form.INJECTION, Form.LIQUID}:
        return ngettext("measured unit", "measured units", count)
    words = ngettext("%(release)s tablet or capsule", "%(release)s tablets or capsules", count)
    return words % {"release": Form(form).label}
