"""What is written down after somebody looked at a risk answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _paragraph(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=2000, widget=widget)


class LookForm(forms.Form):
    """What they found, and what they did; both are needed."""

    found = _paragraph(_("What you found"), _("When you asked: how they are now, and in whose words."))
    done = _paragraph(_("What you did"), _("And what you agreed on with them, for now and until when."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "look-%s", **kwargs})
