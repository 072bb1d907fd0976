"""What would suit somebody who waits; and the acts of the waiting list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.forms.choosing import chosen_from, day_field, named
from sessions.models import SlotOffer, WaitingEntry, Weekday
from sessions.models.waiting import PARTS_OF_DAY
from sessions.queries.choices import Offered
from sessions.services.waiting import Wish

HOURS_A_DAY = 24
NOTICE = [
    (2, _("Two hours")),
    (HOURS_A_DAY, _("A day")),
    (2 * HOURS_A_DAY, _("Two days")),
    (7 * HOURS_A_DAY, _("A week")),
    (14 * HOURS_A_DAY, _("Two weeks")),
]
ANY = ("", _("Does not matter"))
BIGGEST_ID = 2**62


def several(label: Any, choices: Sequence[tuple[Any, Any]], coerce: Any = str) -> forms.TypedMultipleChoiceField:
    """Any of a handful, all in view; none chosen means all of them."""
    return forms.TypedMultipleChoiceField(
        label=label, choices=choices, coerce=coerce, required=False, widget=forms.CheckboxSelectMultiple
    )


class WaitingForm(forms.Form):
    """What somebody waits for. The names of the fields are those of `Wish`."""

    def __init__(self, *args: Any, offered: Offered, types: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "waiting-%s", **kwargs})
        self.offered = offered
        alike = [(each, each) for each in offered.languages()], [(each, each) for each in offered.genders()]
        languages, genders = alike
        self.fields["visit_type"] = chosen_from(types, _("Kind of visit"), _("Choose one"), required=True)
        self.fields["since_on"] = day_field(_("Waiting since"))
        self.fields["clinician"] = chosen_from(named(offered), _("With whom"), ANY[1])
        self.fields["gender"] = forms.ChoiceField(
            label=_("Gender of the clinician"), choices=[ANY, *genders], required=False
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the clinician"), choices=[ANY, *languages], required=False
        )
        self.fields["way"] = forms.ChoiceField(label=_("Here or by video"), choices=WaitingEntry.Way.choices)
        self.fields["weekdays"] = several(_("Days that suit"), Weekday.choices, int)
        self.fields["parts_of_day"] = several(_("Times of day that suit"), PARTS_OF_DAY)
        self.fields["earliest_on"] = day_field(_("Not before"), required=False)
        self.fields["notice_hours"] = forms.TypedChoiceField(
            label=_("How soon they can come"), choices=NOTICE, coerce=int, initial=HOURS_A_DAY
        )
        self.fields["priority"] = forms.TypedChoiceField(
            label=_("Their turn"), choices=WaitingEntry.Priority.choices, coerce=int, initial=0
        )
        self.fields["priority_because"] = forms.ChoiceField(
            label=_("Why sooner"),
            choices=[("", _("Their turn is the usual one")), *WaitingEntry.Reason.choices],
            required=False,
        )

    def wish(self) -> Wish:
        """What was typed, with the rows it names."""
        typed: Mapping[str, Any] = self.cleaned_data
        types = {each.pk: each for each in self.offered.visit_types}
        clinicians = {each.pk: each for each in self.offered.clinicians}
        chosen = {"visit_type": types[typed["visit_type"]], "clinician": clinicians.get(typed["clinician"])}
        return Wish(**{**typed, **chosen})


def typed_of(entry: WaitingEntry) -> dict[str, Any]:
    """A place on the list as the form shows it."""
    names = ["since_on", "gender", "language", "way", "weekdays", "parts_of_day", "earliest_on", "notice_hours"]
    names += ["priority", "priority_because"]
    chosen = {"visit_type": entry.visit_type_id, "clinician": entry.clinician_id}
    return {**{name: getattr(entry, name) for name in names}, **chosen}


class ClosingForm(forms.Form):
    """Why they wait no longer."""

    because = forms.ChoiceField(
        label=_("They wait no longer, because"), choices=[("", _("Choose one")), *WaitingEntry.Ending.choices]
    )


class FilterForm(forms.Form):
    """Which part of the list is looked at."""

    def __init__(self, *args: Any, offered: Offered, types: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "filter-%s", **kwargs})
        self.fields["visit_type"] = chosen_from(types, _("Kind of visit"), _("All kinds"))
        self.fields["clinician"] = chosen_from(named(offered), _("With whom"), _("Everybody"))

    def chosen(self) -> dict[str, int]:
        """What was chosen, as filters; nothing where it cannot be read."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


class OfferForm(forms.Form):
    """A time on offer to somebody; all of it comes from the button."""

    entry = forms.IntegerField(min_value=1, max_value=BIGGEST_ID)
    clinician = forms.IntegerField(min_value=1, max_value=BIGGEST_ID)
    starts_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S%z"])


class AnswerForm(forms.Form):
    """What they said."""

    answer = forms.ChoiceField(choices=[each for each in SlotOffer.Answer.choices if each[0] != "open"])
