"""What people type about what is needed around visits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.models import LogisticNeeds

LANGUAGES = "interpreter-languages"
SUGGESTED = (_("American Sign Language"), _("British Sign Language"), _("Arabic"), _("Spanish"), _("Ukrainian"))
ASKED = [
    ("", _("Not asked")),
    (LogisticNeeds.Need.NEEDED, _("Needed")),
    (LogisticNeeds.Need.NOT_NEEDED, _("Not needed")),
]


def need(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=ASKED, required=False, widget=forms.RadioSelect)


def words(label: Any, longest: int = 120, help_text: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=False, help_text=help_text, widget=forms.TextInput(attrs=attrs)
    )


class NeedsForm(forms.Form):
    """Every question may be left alone; left alone it is not asked."""

    transport = need(_("Transport"))
    transport_words = words(_("From where, and how"))
    childcare = need(_("Childcare during the visit"))
    childcare_words = words(_("For whom"))
    interpreter = need(_("Interpreter"))
    interpreter_language = words(
        _("Language of the interpreter"), 40, _("Sign languages are languages too."), list=LANGUAGES
    )
    step_free = need(_("Step-free way in"))
    hearing = words(_("What helps with hearing"))
    sight = words(_("What helps with seeing"))
    other = words(_("Other needs"), 200, _("The front desk reads this: only what helps to arrange visits."))
