"""What people type about triggers, warning signs, what helps and what to avoid in the room."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.health import ToldForm, in_view, sentence
from patients.models import Signpost, Whose


class SignpostForm(ToldForm):
    """A trigger, a warning sign, something that helps or a wish for the room."""

    kind: ClassVar[Signpost.Kind]
    abouts: ClassVar[tuple[Signpost.About, ...]] = ()

    words = sentence(_("In a few words"), longest=300)
    whose = forms.ChoiceField(label=_("Whose words these are"), choices=Whose.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = not self.abouts or self.kind == Signpost.Kind.COPING
        if self.abouts:
            choices = [(each.value, each.label) for each in self.abouts]
            self.fields["about"] = in_view(choices, _("What it is about"))
            self.order_fields(["about", "words", "whose", "source"])


class TriggerForm(SignpostForm):
    ident = "trigger"
    heading = _("Add a trigger")
    kind = Signpost.Kind.TRIGGER


class WarningSignForm(SignpostForm):
    ident = "warning-sign"
    heading = _("Add a warning sign")
    kind = Signpost.Kind.WARNING_SIGN


class CopingForm(SignpostForm):
    ident = "coping"
    heading = _("Add something that helps")
    kind = Signpost.Kind.COPING
    abouts = (Signpost.About.GROUNDING, Signpost.About.OTHER_HELP)


class RoomForm(SignpostForm):
    ident = "room-preference"
    heading = _("Add something to avoid in the room")
    kind = Signpost.Kind.ROOM
    abouts = (
        Signpost.About.TOUCH,
        Signpost.About.DOORS,
        Signpost.About.BEHIND,
        Signpost.About.WORDS,
        Signpost.About.GENDER,
        Signpost.About.OTHER_WISH,
    )


SIGNPOST_FORMS: dict[str, type[SignpostForm]] = {
    form.kind.value: form for form in (TriggerForm, WarningSignForm, CopingForm, RoomForm)
}
