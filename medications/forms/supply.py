"""What was given, counted, or left over. The names of the fields are those that the services complain about."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medications.forms.elsewhere import day_gone_by
from medications.forms.fields import Choices, offer, one_of
from medications.terms import OldTablets

MOST_DAYS = 366


class SupplyForm(forms.Form):
    """So many of a strength, on a day; several stand on one page, so each has a name of its own."""

    ident: ClassVar[str]
    heading: ClassVar[Promise]
    button: ClassVar[Promise] = _("Record it")

    quantity = forms.DecimalField(
        label=_("How many, or mL"), min_value=Decimal(0), max_digits=7, decimal_places=2, max_value=Decimal("99999.99")
    )
    presentation = forms.TypedChoiceField(label=_("Of which"), coerce=int, empty_value=None, required=False)
    of_what = forms.CharField(
        label=_("If it is none of these: strength and form"),
        max_length=80,
        required=False,
        help_text=_("Say then for how many days it lasts, too."),
    )
    lasts_days = forms.IntegerField(
        label=_("Lasts (days)"),
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
    )
    happened_on = day_gone_by(_("On"))
    note = forms.CharField(label=_("Note (if you like)"), max_length=400, required=False)

    def __init__(self, *args: Any, strengths: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.ident}-%s", **kwargs})
        offer(self, "presentation", [*strengths, ("", _("none of these"))])
        self.fields["happened_on"].initial = timezone.localdate

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields as they stand side by side."""
        rows = [["what_became"], ["quantity", "presentation"], ["happened_on", "lasts_days"], ["of_what"], ["note"]]
        return [[self[name] for name in row if name in self.fields] for row in rows]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("quantity") and not answers.get("presentation") and "presentation" not in self.errors:
            self._needs_words(answers)
        return answers

    def _needs_words(self, answers: dict[str, Any]) -> None:
        """Nothing else tells what it is, and how long it lasts."""
        if not answers.get("of_what"):
            self.add_error("presentation", _("Choose a strength, or say in words what it is."))
        elif not answers.get("lasts_days") and "lasts_days" not in self.errors:
            self.add_error("lasts_days", _("Say for how many days it lasts."))


class GiveForm(SupplyForm):
    """What the prescriber gives to take home."""

    ident = "give"
    heading = _("Give a supply")

    def clean_quantity(self) -> Decimal:
        quantity: Decimal = self.cleaned_data["quantity"]
        if not quantity:
            raise forms.ValidationError(_("Say how many."))
        return quantity


class CountForm(SupplyForm):
    """What somebody counted; nothing left is an answer too."""

    ident = "count"
    heading = _("Count what is left")


class OldTabletsForm(SupplyForm):
    """What became of what was left over; how many is often not known."""

    ident = "old"
    heading = _("What happens with the old tablets?")

    what_became = one_of(OldTablets, _("They are"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].required = False
        self.fields["quantity"].label = _("How many, if counted")
        for name in ("of_what", "lasts_days"):
            del self.fields[name]

    def _needs_words(self, answers: dict[str, Any]) -> None:
        self.add_error("presentation", _("Choose of which strength, or leave the number empty."))
