"""What people type about what waits to be taken over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.health import sentence


class DeclineForm(forms.Form):
    """Why it is not taken over."""

    because = sentence(_("Why it is not taken over"), required=True)
