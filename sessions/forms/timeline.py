"""What is asked of the timeline, in the address: codes and a day, never a name."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.forms.choosing import EARLIEST, Select
from sessions.timeline.axis import Range
from sessions.timeline.picture import Asked

RANGES = [
    (Range.MONTH.value, _("30 days")),
    (Range.QUARTER.value, _("3 months")),
    (Range.HALF.value, _("6 months")),
    (Range.YEAR.value, _("1 year")),
    (Range.FIVE_YEARS.value, _("5 years")),
    (Range.ALL.value, _("All")),
    (Range.DOSE.value, _("Since this dose began")),
]
USUAL = Range.HALF


class TimelineForm(forms.Form):
    """A range, the last day in view, and, where `chosen` says so, which tracks."""

    range = forms.ChoiceField(label=_("How much"), choices=RANGES, required=False, widget=Select)
    until = forms.DateField(required=False)
    chosen = forms.BooleanField(required=False)

    def asked(self, shown: list[str], today: date) -> Asked:
        """What does not fit is left as it usually is."""
        typed: dict[str, Any] = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        until = typed.get("until")
        return Asked(
            range=Range(typed.get("range") or USUAL),
            until=until if until and EARLIEST <= until < today else today,
            today=today,
            shown=frozenset(shown) if typed.get("chosen") else None,
        )
