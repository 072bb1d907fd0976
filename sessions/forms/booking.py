"""Finding a free time, and the visit that is wished for. Both travel in addresses, by ids, days and times alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.forms.choosing import chosen_from, day_field, named
from sessions.models import Location, Room
from sessions.queries.choices import Offered
from sessions.rules.days import moment

TELEHEALTH = "telehealth"
MOST_TIMES, MOST_WEEKS = 52, 12


class Ids(forms.Form):
    """Whom or what it is about, carried along unseen."""

    patient = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**62)
    move = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**62)


class SlotForm(Ids):
    """What a free time should be like."""

    HOW = [("", _("Either")), ("in-person", _("In person")), (TELEHEALTH, _("By video or telephone"))]
    PARTS = [
        ("", _("Any time")),
        ("morning", _("Mornings")),
        ("afternoon", _("Afternoons")),
        ("evening", _("Evenings")),
    ]

    def __init__(self, *args: Any, offered: Offered, types: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "find-%s", **kwargs})
        languages = [(each, each) for each in offered.languages()]
        self.fields["visit_type"] = chosen_from(types, _("Kind of visit"), _("Choose one"), required=True)
        self.fields["from_on"] = day_field(_("Not before"), required=False)
        self.fields["part"] = forms.ChoiceField(label=_("Time of day"), choices=self.PARTS, required=False)
        self.fields["how"] = forms.ChoiceField(label=_("How"), choices=self.HOW, required=False)
        self.fields["location"] = chosen_from(
            [(each.pk, each.name) for each in offered.locations], _("Location"), _("All locations")
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[("", _("Any")), *languages], required=False
        )
        self.fields["gender"] = forms.ChoiceField(
            label=_("Gender of the clinician"),
            choices=[("", _("Any")), *((each, each) for each in offered.genders())],
            required=False,
        )
        self.fields["clinicians"] = forms.TypedMultipleChoiceField(
            label=_("With"),
            choices=named(offered),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None chosen means whoever has time."),
        )
        self.fields["as_before"] = forms.BooleanField(label=_("With the clinician they saw last"), required=False)
        self.fields["step_free"] = forms.BooleanField(label=_("In a room with a step-free way"), required=False)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a visit is: in a room, at a location without one, or by video or telephone."""

    room_id: int | None = None
    location_id: int | None = None
    is_telehealth: bool = False


def places_of(offered: Offered) -> Mapping[str, tuple[str, Place]]:
    """Every place to choose from, by what the form sends for it."""
    rooms = {
        f"room-{each.pk}": (
            _("%(room)s, %(location)s") % {"room": each.name, "location": each.location.name},
            Place(room_id=each.pk, location_id=each.location_id),
        )
        for each in offered.rooms
    }
    without = {
        f"at-{each.pk}": (
            _("%(location)s, without a room") % {"location": each.name},
            Place(location_id=each.pk),
        )
        for each in offered.locations
    }
    return {**rooms, **without, TELEHEALTH: (str(_("By video or telephone")), Place(is_telehealth=True))}


def place_code(*, room: Room | None, location: Location | None, is_telehealth: bool) -> str:
    """What the form sends for a place."""
    if is_telehealth:
        return TELEHEALTH
    if room:
        return f"room-{room.pk}"
    return f"at-{location.pk}" if location else ""


class WishForm(Ids):
    """One visit, or several a few weeks apart: what, with whom, when and where."""

    def __init__(self, *args: Any, offered: Offered, types: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "wish-%s", **kwargs})
        self.places = places_of(offered)
        self.fields["visit_type"] = chosen_from(types, _("Kind of visit"), _("Choose one"), required=True)
        self.fields["on"] = day_field(_("Day"))
        self.fields["at"] = forms.TimeField(
            label=_("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        )
        self.fields["minutes"] = forms.IntegerField(
            label=_("Minutes"),
            required=False,
            min_value=5,
            max_value=480,
            help_text=_("Empty: as long as such visits usually are."),
        )
        self.fields["place"] = forms.ChoiceField(
            label=_("Where"),
            choices=[("", _("Choose one")), *((key, words) for key, (words, _place) in self.places.items())],
        )
        self.fields["clinicians"] = forms.TypedMultipleChoiceField(
            label=_("With"), choices=named(offered), coerce=int, widget=forms.CheckboxSelectMultiple
        )
        self.fields["capacity"] = forms.IntegerField(
            label=_("Places"),
            required=False,
            min_value=2,
            max_value=100,
            help_text=_("For a group. Empty: as many as such groups usually have."),
        )
        self.fields["every_weeks"] = forms.IntegerField(
            label=_("Again every … weeks"), required=False, min_value=1, max_value=MOST_WEEKS
        )
        self.fields["times"] = forms.IntegerField(
            label=_("How many visits in all"), required=False, min_value=2, max_value=MOST_TIMES
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("on") and typed.get("at") is not None:
            typed["starts_at"] = self._moment(typed["on"], typed["at"])
        self._both_or_neither(typed)
        if typed.get("place"):
            typed["where"] = self.places[typed["place"]][1]
        return typed

    def _both_or_neither(self, typed: Mapping[str, Any]) -> None:
        """Visits come again after some weeks, some number of times: one says nothing without the other."""
        for known, missing in (("every_weeks", "times"), ("times", "every_weeks")):
            if typed.get(known) and not typed.get(missing) and missing not in self.errors:
                self.add_error(missing, _("Say both how often and how many, or neither."))

    def _moment(self, on: Any, at: time) -> datetime:
        starts_at = moment(on, at, timezone.get_default_timezone())
        if timezone.localtime(starts_at).time() != at:
            self.add_error("at", _("The clocks skip this time on that day."))
        return starts_at


class UnusualForm(forms.Form):
    """Dates of a series on which only something unusual is in the way."""

    also_unusual = forms.BooleanField(
        label=_("Also book the dates on which this is only unusual, such as outside the hours"), required=False
    )


class OverlapForm(forms.Form):
    """Two visits at once, on purpose."""

    overlap_reason = forms.CharField(
        label=_("Book it all the same, because"),
        max_length=200,
        help_text=_("For instance: an emergency. It stands on the page of the visit."),
    )
