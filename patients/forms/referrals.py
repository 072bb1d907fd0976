"""Reading a referral in: the file, and whose it is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.rules.referral import LARGEST_BYTES
from patients.services.finding_duplicates import Match

NEW_PERSON = "new"


class ReferralFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("The referral"),
        help_text=_("A file that another practice's software made (FHIR R4, ends in .json). It is read, not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json,application/fhir+json"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(_("This file is larger than a referral would be."))
        return file


class WhoseReferralForm(forms.Form):
    """Somebody like this is known: is it the same person?"""

    at_hand = forms.CharField(max_length=64, widget=forms.HiddenInput)
    person = forms.ChoiceField(label=_("Who is it about?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, matches: Sequence[Match], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared so above
        field.choices = [
            *((str(match.patient_id), _known(match)) for match in matches),
            (NEW_PERSON, _("Somebody new")),
        ]


def _known(match: Match) -> str:
    born = f", {match.birth_date:%d.%m.%Y}" if match.birth_date else ""
    return f"{match.chosen_name}{born} ({match.record_number})"
