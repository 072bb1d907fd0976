"""What people type about those around somebody. The names of the fields are those of the services' arguments."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from patients.forms.health import day, in_view, one_of, sentence
from patients.models import EmergencyContact, Supporter
from patients.models.people import Around
from patients.services.people_around import Person

PERSON = ("name", "phone", "told_by", "since_on", "agreed", "agreed_on", "agreed_how")


def yes(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class PersonForm(forms.Form):
    """What is asked of everybody: who, since when, told by whom, and whether the patient agreed."""

    ident: ClassVar[str]
    heading: ClassVar[Promise]
    button: ClassVar[Promise] = _("Add them")
    first: ClassVar[list[str]] = []

    name = sentence(_("Name"), required=True, longest=120)
    phone = sentence(_("Telephone"), longest=40)
    told_by = one_of(Around.ToldBy.choices, _("Told by"))
    since_on = day(_("Since"))
    agreed = in_view(Around.Agreed.choices, _("Did the patient agree to what stands here?"))
    agreed_on = day(_("Agreed on"))
    agreed_how = forms.ChoiceField(
        label=_("Agreed how"), choices=[("", _("Choose one")), *Around.How.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.ident}-%s", **kwargs})
        self.order_fields(self.first)
        self.fields["since_on"].required = True
        self.fields["since_on"].initial = timezone.localdate

    def told(self) -> dict[str, Any]:
        """As the service takes it."""
        typed = dict(self.cleaned_data)
        return {"person": Person(**{name: typed.pop(name) for name in PERSON}), **typed}


class SupporterForm(PersonForm):
    """Family, a friend or a peer."""

    ident = "supporter"
    heading = _("Add somebody who stands by them")

    bond = in_view(Supporter.Bond.choices, _("Who they are"))
    relation = sentence(_("In the patient's own words"), longest=80)
    may_know = in_view(Supporter.MayKnow.choices, _("What they may know"))
    agreed_parts = sentence(_("Which parts"), longest=300)
    may_be_rung_in_crisis = yes(_("They may be rung in a crisis"))

    first: ClassVar[list[str]] = ["name", "bond", "relation", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["may_know"].initial = Supporter.MayKnow.NOTHING


class PrimaryCareForm(PersonForm):
    """Who looks after general health elsewhere."""

    ident = "primary-care"
    heading = _("Add their primary care provider")

    practice = sentence(_("Practice"), longest=120)
    fax = sentence(_("Fax"), longest=40)
    email = forms.EmailField(label=_("E-mail"), required=False)
    may_be_written_to = yes(_("They may be written to"))

    first: ClassVar[list[str]] = ["name", "practice", "phone", "fax", "email"]


class EmergencyContactForm(PersonForm):
    """Whom to ring in an emergency."""

    ident = "emergency"
    heading = _("Add an emergency contact")

    relation = sentence(_("In the patient's own words"), longest=80)
    position = forms.TypedChoiceField(
        label=_("To be rung"), choices=EmergencyContact.Position.choices, coerce=int, widget=forms.RadioSelect
    )
    desk_may_see = yes(_("The front desk may see the name and the number"))

    first: ClassVar[list[str]] = ["name", "relation", "phone", "position"]


class EndForm(forms.Form):
    """They are no longer around."""

    heading = _("This has ended")
    button = _("End it")

    on = day(_("Last day"))

    def __init__(self, *args: Any, ident: str = "end", **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{ident}-%s", **kwargs})
        self.fields["on"].required = True
        self.fields["on"].initial = timezone.localdate
