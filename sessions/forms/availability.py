"""A clinician's weekly hours, time away and extra hours, as they are typed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.forms.choosing import chosen_from, day_field, is_within_reach
from sessions.models import Location, Weekday
from sessions.services.availability import Hours

BIGGEST_ID = 2**62
_BY_OUR_CLOCK = _("By the clock of the practice.")


def hour_field(label: Any, **kwargs: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, **kwargs)


def moment_field(label: Any, **kwargs: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, validators=[_within_reach], **kwargs)


def _within_reach(at: datetime) -> None:
    is_within_reach(timezone.localtime(at).date())


class WhoForm(forms.Form):
    """Whose availability."""

    who = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BIGGEST_ID)


class _WithPlaces(forms.Form):
    def __init__(self, *args: Any, locations: Sequence[Location] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {each.pk: each for each in locations}
        self.fields["location"] = chosen_from(
            [(each.pk, each.name) for each in locations],
            _("Where"),
            _("By video or telephone only"),
            initial=next(iter(self.places), None),
        )
        self.fields["with_telehealth"] = forms.BooleanField(
            label=_("Also by video or telephone"), required=False, initial=True
        )

    def place(self) -> Location | None:
        return self.places.get(self.cleaned_data["location"])


class HoursForm(_WithPlaces):
    """Hours of each week."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=Weekday.choices, coerce=int)
    starts = hour_field(_("From"), help_text=_("By the clock of the place."))
    ends = hour_field(_("Until"))
    from_on = day_field(_("From the day"))
    until_on = day_field(_("Until the day"), required=False)

    def hours(self) -> Hours:
        return Hours(**{**self.cleaned_data, "location": self.place()})


class EndForm(forms.Form):
    """The last day of weekly hours."""

    hours = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BIGGEST_ID)
    last_on = day_field(_("Last day"))

    @classmethod
    def of(cls, hours_id: int, today: date) -> "EndForm":
        return cls(initial={"hours": hours_id, "last_on": today}, auto_id=f"end-{hours_id}-%s")


class AwayForm(forms.Form):
    """Away from when until when. Why is nobody's business here."""

    starts_at = moment_field(_("Away from"), help_text=_BY_OUR_CLOCK)
    ends_at = moment_field(_("Back at"))


class ExtraForm(_WithPlaces):
    """Hours beside the weekly ones."""

    starts_at = moment_field(_("From"), help_text=_BY_OUR_CLOCK)
    ends_at = moment_field(_("Until"))


class WithdrawForm(forms.Form):
    """Away or extra hours that hold no longer."""

    exception = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BIGGEST_ID)
