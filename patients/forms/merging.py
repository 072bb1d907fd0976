"""What an administrator types to merge two records."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OtherRecordForm(forms.Form):
    """Which two, and which of them stays in use."""

    other_number = forms.CharField(label=_("Record number of the other record"), max_length=20)
    stays = forms.ChoiceField(
        label=_("Which one stays in use"),
        choices=[("other", _("The other one")), ("this", _("This one"))],
        widget=forms.RadioSelect,
        initial="other",
    )


class ConfirmMergeForm(forms.Form):
    """How it is known, and the number typed once more, as it cannot be undone here."""

    because = forms.CharField(label=_("How we know that it is one person"), max_length=200)
    typed_number = forms.CharField(
        label=_("To confirm: the number of the record that can only be read from now on"), max_length=20
    )

    def __init__(self, *args: Any, older_number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.older_number = older_number

    def clean_typed_number(self) -> str:
        typed: str = self.cleaned_data["typed_number"].strip().upper()
        if typed != self.older_number.upper():
            raise forms.ValidationError(_("This is not the number of that record."))
        return typed
