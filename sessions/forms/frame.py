"""What is typed into the frame of a note. Every question may be left alone; left alone it is no answer."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.models import NoteFrame
from sessions.rules.near_trauma import NearTrauma

if TYPE_CHECKING:
    from sessions.presentation.readiness import InNote

PREFIX = "frame"


def scale(label: Any) -> forms.TypedChoiceField:
    """From 0 to 10, all in view, or not said."""
    numbers = [("", _("not said")), *((number, str(number)) for number in range(11))]
    return forms.TypedChoiceField(
        choices=numbers, coerce=int, empty_value=None, label=label, required=False, widget=forms.RadioSelect
    )


def words(label: Any, longest: int, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )


def line(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class FrameForm(forms.Form):
    """The frame. `sent` is in every page that shows it: without it the page had none, and nothing is changed.

    `in_note` is what the page shows of readiness beside the choice.
    """

    in_note: "InNote"

    sent = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)
    settled_at_start = scale(_("How settled at the start"))
    settled_at_end = scale(_("How settled at the end"))
    wanted_today = words(_("What they wanted from today"), 1000)
    near_trauma = forms.ChoiceField(
        label=_("Did they go near the trauma today?"),
        choices=[("", _("not said")), *NearTrauma.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    without_readiness = words(_("What was done near the trauma, and why readiness was not looked at before"), 1000)
    techniques = forms.MultipleChoiceField(
        label=_("What we did together"), required=False, widget=forms.CheckboxSelectMultiple
    )
    homework = words(_("To try until next time"), 1000)
    hold_until_next = words(_("What to hold until next time"), 1000)
    room_for_work = forms.ChoiceField(
        label=_("Does the medication make enough room for the work?"),
        choices=NoteFrame.Room.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    room_words = line(_("In a line"))
    symptoms_in_the_way = forms.ChoiceField(
        label=_("Do symptoms get in the way of the work?"),
        choices=NoteFrame.InTheWay.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    symptoms_words = line(_("Which, and how"))
    avoidance = scale(_("How much they keep away from reminders"))
    regulation = scale(_("How well they can steady themselves"))

    def __init__(self, *args: Any, techniques: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": PREFIX, **kwargs})
        self.fields["techniques"].choices = techniques  # type: ignore[attr-defined]
        self.fields["settled_at_start"].help_text = _("0 is not at all, 10 is fully.")
        self.fields["avoidance"].help_text = _("0 is not at all, 10 is from everything that reminds them.")
        self.fields["regulation"].help_text = _("0 is not at all, 10 is well.")

    @property
    def was_sent(self) -> bool:
        return self.add_prefix("sent") in self.data

    def typed(self) -> dict[str, Any]:
        """The fields that can be kept, as the frame names them."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "sent"}
        for name, nothing in (("room_for_work", NoteFrame.Room), ("symptoms_in_the_way", NoteFrame.InTheWay)):
            if name in kept:
                kept[name] = kept[name] or nothing.NOT_ASKED.value
        return kept
