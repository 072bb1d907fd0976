"""What people type about reaching somebody. The names of the fields are those of the services' arguments."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from patients.models import OutgoingContact
from patients.rules.contact import EVERY_DAY, Channel
from patients.services.safe_contact import AgreedWay, Standing, Wishes

ADDRESSES = {
    Channel.CALL: _("Number"),
    Channel.TEXT: _("Number"),
    Channel.EMAIL: _("E-mail address"),
    Channel.POST: _("Postal address"),
}
DAYS: list[tuple[str, Any]] = [(str(number + 1), name) for number, name in WEEKDAYS.items()]
Kind = OutgoingContact.Kind
WITHOUT_A_LINK = [kind for kind in Kind if kind != Kind.FORMS_LINK]


def what_about() -> list[tuple[str, str]]:
    """What a person may write or ring about; a link goes out from where it is made."""
    return [(kind.value, capfirst(str(kind.label))) for kind in WITHOUT_A_LINK]


def hour(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, widget=widget)


def line(label: Any, longest: int, *, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text)


class WayForm(forms.Form):
    """One channel: may it be used, where it goes, and when it is safe."""

    may_use = forms.BooleanField(label=_("It may be used"), required=False)
    address = line(_("Number or address"), 300)
    days = forms.MultipleChoiceField(
        label=_("Safe days"), choices=DAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    opens = hour(_("Safe from"))
    closes = hour(_("Safe until"))

    def __init__(self, channel: Channel, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": channel.value, **kwargs})
        self.channel = channel
        self.fields["address"].label = ADDRESSES[channel]
        if channel == Channel.EMAIL:
            self.fields["address"].widget = forms.EmailInput()
        if channel == Channel.POST:
            del self.fields["opens"], self.fields["closes"], self.fields["days"]

    def way(self) -> AgreedWay:
        typed = self.cleaned_data
        return AgreedWay(
            channel=self.channel,
            may_use=typed["may_use"],
            address=typed["address"],
            days=frozenset(map(int, typed["days"])) if "days" in typed else EVERY_DAY,
            opens=typed.get("opens"),
            closes=typed.get("closes"),
        )


class WishesForm(forms.Form):
    """What to mind when ringing or writing."""

    voicemail = forms.BooleanField(
        label=_("A message may be left"), required=False, help_text=_("Only your first name and a number, no more.")
    )
    who_may_answer = line(_("Who else may answer"), 200)
    may_be_told = line(
        _("What may be said to them"), 200, help_text=_("Empty: nothing, only that you will ring again.")
    )
    alias = line(
        _("The name we give for ourselves"),
        60,
        help_text=_("“Finn”, say, instead of the practice. It signs e-mails too."),
    )
    ask_for = line(_("The name to ask for"), 60, help_text=_("Empty: the chosen name."))
    note = line(
        _("What else to mind"),
        300,
        help_text=_("The front desk reads this: only what helps us to reach them."),
    )

    def wishes(self) -> Wishes:
        return Wishes(**self.cleaned_data)


def way_forms(standing: Standing, phone: str, data: Any = None) -> list[WayForm]:
    """One for each channel, as it stands; what nobody asked begins without a yes."""
    return [WayForm(channel, data, initial=_initial(standing, channel, phone)) for channel in Channel]


def _initial(standing: Standing, channel: Channel, phone: str) -> dict[str, Any]:
    way = standing.agreed.ways.get(channel) if standing.agreed.was_asked else None
    if way is None:
        return {"days": sorted(map(str, EVERY_DAY)), "address": phone if channel == Channel.CALL else ""}
    days = sorted(map(str, way.days or EVERY_DAY))
    return {"may_use": way.may_use, "address": way.address, "days": days, "opens": way.opens, "closes": way.closes}


class NeverForm(forms.Form):
    """A number or an address that is never used again."""

    address = line(_("Number or address"), 300, required=True)


class AllowAgainForm(forms.Form):
    """It was a mistake, or they changed their mind."""

    because = line(_("Why it may be used again"), 200, required=True)

    def __init__(self, *args: Any, ident: str = "allow", **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{ident}-%s", **kwargs})


class OutcomeForm(forms.Form):
    """How something came out; the page offers the answers as buttons."""

    outcome = forms.ChoiceField(choices=OutgoingContact.State.choices)


class ReachOutForm(forms.Form):
    """By which way, and what about; only the ways that are agreed are offered."""

    message_kind = forms.ChoiceField(label=_("What about"), choices=what_about)

    def __init__(self, channels: list[Channel], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.value, capfirst(str(each.label))) for each in channels]
        self.fields["channel"] = forms.ChoiceField(label=_("How"), choices=choices, widget=forms.RadioSelect)
        self.order_fields(["channel", "message_kind"])
