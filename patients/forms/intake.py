"""What is typed on the way in.

What somebody says of their reason, and who sent them, is typed once and never shown here again: a page that must be
shown twice carries both sealed.
"""

import json
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from patients.forms.health import day, in_view, sentence
from patients.forms.needs import ASKED
from patients.models import Funding, LogisticNeeds, ReferralSource, Wish
from patients.services.intake import NewIntake
from patients.services.registering import NewPatient
from patients.services.welcoming import FirstCall
from practice.encryption import UnreadableSecretError, decrypt, encrypt
from practice.staff.models import User
from practice.staff.roles import Permission

SEALED = "intake.form"
NOT_SHOWN_AGAIN = ("referred_by", "reason")
NOT_ASKED = ("", _("Not asked yet"))


class IntakeForm(forms.Form):
    """How they came to us; all of it may wait."""

    source = forms.ChoiceField(label=_("How did they come to us?"), choices=ReferralSource.choices, required=False)
    referred_by = sentence(_("Who sent them"), autocomplete="off")
    funding = forms.ChoiceField(label=_("How is it paid for?"), choices=Funding.choices, required=False)
    reason = forms.CharField(
        label=_("What brings them, in their own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("Only if they like. Only clinicians read it, and it is not shown on this page again."),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].initial, self.fields["funding"].initial = ReferralSource.THEMSELVES, Funding.NOT_SETTLED
        self.fields["referred_by"].help_text = _("Only clinicians read it, and it is not shown on this page again.")

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for name, words in opened(typed.pop("held", "")).items():
            typed[name] = typed.get(name) or words
        typed["source"] = typed.get("source") or ReferralSource.THEMSELVES
        typed["funding"] = typed.get("funding") or Funding.NOT_SETTLED
        return typed

    def new_intake(self) -> NewIntake:
        """The form's part about the intake."""
        return NewIntake(**{name: self.cleaned_data[name] for name in ("source", "referred_by", "funding", "reason")})

    def to_show_again(self) -> "IntakeForm":
        """The same form with what was typed, without what is not shown twice; that stays, sealed."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        typed = {**opened(data.get("held", "")), **{name: data[name] for name in NOT_SHOWN_AGAIN if data.get(name)}}
        for name in NOT_SHOWN_AGAIN:
            data[name] = ""
        data["held"] = encrypt(json.dumps(typed), purpose=SEALED) if typed else ""
        again = type(self)(data)
        for error in self.non_field_errors().as_data():
            if error.messages[0] not in again.non_field_errors():
                again.add_error(None, error)
        return again


class NewPersonForm(IntakeForm):
    """A first call, in the order in which one would ask. Everything but a name may wait."""

    chosen_name = sentence(_("What name may we use?"), required=True, longest=120, autocomplete="off")
    pronouns = sentence(_("Pronouns"), longest=40, autocomplete="off")
    phone = sentence(_("A telephone number"), longest=40, autocomplete="off", inputmode="tel")
    voicemail = in_view([NOT_ASKED, ("yes", _("Yes")), ("no", _("No"))], _("May we leave a message there?"))
    language = sentence(_("Which language is easiest?"), longest=40, autocomplete="off")
    interpreter = in_view(ASKED, _("An interpreter"))
    interpreter_language = sentence(_("Interpreter for which language"), longest=40, autocomplete="off")
    access_needs = sentence(_("Anything else that would help"), autocomplete="off")
    birth_date = day(_("Birth date"), help_text=_("Only if they like; it can come later."))
    legal_name = sentence(_("Name on papers"), longest=120, autocomplete="off")

    field_order = (
        "chosen_name",
        "pronouns",
        "phone",
        "voicemail",
        "language",
        "interpreter",
        "interpreter_language",
        "access_needs",
        "birth_date",
        "legal_name",
        "source",
        "referred_by",
        "funding",
        "reason",
        "held",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = "English"
        self.fields["access_needs"].help_text = _("The way here, a child looked after, anything about the place.")
        self.fields["legal_name"].help_text = _("Only where the law or an insurance asks for another one.")
        for name in ("voicemail", "interpreter"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        is_needed = typed.get("interpreter") == LogisticNeeds.Need.NEEDED
        if is_needed != bool(typed.get("interpreter_language")):
            self.add_error("interpreter_language", _("Name the language if, and only if, an interpreter is needed."))
        return typed

    def first_call(self) -> FirstCall:
        """All of it, as the service takes it."""
        typed = self.cleaned_data
        names = ("chosen_name", "legal_name", "pronouns", "birth_date", "phone")
        return FirstCall(
            person=NewPatient(**{name: typed[name] for name in names}, language=typed["language"] or "English"),
            intake=self.new_intake(),
            may_leave_message={"yes": True, "no": False}.get(typed["voicemail"]),
            interpreter=typed["interpreter"],
            interpreter_language=typed["interpreter_language"],
            would_help=typed["access_needs"],
        )


class WithdrawForm(forms.Form):
    """Whose wish it is that an intake ends."""

    wish = in_view(Wish.choices, _("Whose wish is it?"))


class NextStepForm(forms.Form):
    """Who does the next step, and by when."""

    owner = forms.ModelChoiceField(
        label=_("Who does what comes next"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    next_step_on = day(_("By when"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["owner"]
        who.queryset = User.objects.who_may(Permission.KEEP_INTAKES).order_by("display_name", "pk")
        who.label_from_instance = lambda user: user.display_name


def opened(held: str) -> dict[str, str]:
    """What was typed before, out of its seal; nothing where the seal is not ours."""
    if not held:
        return {}
    try:
        words = json.loads(decrypt(held, purpose=SEALED))
    except UnreadableSecretError:
        return {}
    return {name: str(words[name]) for name in NOT_SHOWN_AGAIN if name in words}
