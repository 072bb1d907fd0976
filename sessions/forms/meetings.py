"""What is typed in a team meeting."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.forms.choosing import chosen_from, day_field
from sessions.models import DecisionOutcome, MeetingAttendance, MeetingItem

Named = Iterable[tuple[int, str]]


class AttendanceForm(forms.Form):
    """One of the team, and how they take part."""

    how = forms.ChoiceField(label=_("How"), choices=MeetingAttendance.How.choices)

    def __init__(self, *args: Any, people: Named, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "attendance-%s", **kwargs})
        self.fields["person"] = chosen_from(people, _("Who"), _("choose"), required=True)
        self.order_fields(["person", "how"])


class ItemForm(forms.Form):
    """Somebody who is put on the agenda by hand."""

    because = forms.CharField(label=_("What about, in a few words"), max_length=200, required=False)

    def __init__(self, *args: Any, patients: Named, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "item-%s", **kwargs})
        self.fields["patient"] = chosen_from(patients, _("Whom"), _("choose"), required=True)
        self.order_fields(["patient", "because"])


class SaidForm(forms.Form):
    """What was said about one patient, and what becomes of the item. `read` is what the page showed before."""

    words = forms.CharField(
        label=_("What was said"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    state = forms.ChoiceField(label=_("And now"), choices=MeetingItem.State.choices)
    read = forms.CharField(required=False, widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """What is done, by whom, until when."""

    words = forms.CharField(label=_("What is done"), max_length=300)
    due_on = day_field(_("Until"))

    def __init__(self, *args: Any, people: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = chosen_from(people, _("Who does it"), _("choose"), required=True)
        self.order_fields(["words", "owner", "due_on"])


class OutcomeForm(forms.Form):
    """What became of a decision; a day and a person belong to one that is moved."""

    what = forms.ChoiceField(
        label=_("What became of it"), choices=DecisionOutcome.What.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In a few words"), max_length=300, required=False)
    due_on = day_field(_("If it is moved: until"), required=False)

    def __init__(self, *args: Any, people: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = chosen_from(people, _("If it is moved: who does it"), _("choose"))
        self.order_fields(["what", "words", "due_on", "owner"])
