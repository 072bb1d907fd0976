"""What is typed when somebody agrees, would rather not, or takes it back; and when something is told to others."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.health import day, in_view, sentence
from patients.models.consent_paper import LARGEST_PAPER
from patients.rules.consent import (
    ABOUT_SUBSTANCE_USE,
    KEPT_APART,
    SPOKEN,
    ConsentKind,
    DisclosedHow,
    GivenHow,
    RevokedHow,
    Scope,
)
from patients.services.consenting import Agreed, Vouched
from practice.staff.models import User

NOBODY = ("", _("nobody else"))
# What each kind asks for, and whether it may be left out.
OF_KIND: Mapping[str, Mapping[str, bool]] = {
    ConsentKind.TREATMENT: {"purpose": False, "expires_on": False},
    ConsentKind.TELEHEALTH: {"expires_on": False},
    ConsentKind.CONTACT: {"expires_on": False},
    ConsentKind.FAMILY: {"recipient": True, "purpose": False, "scope": False, "expires_on": False},
    ConsentKind.RELEASE: {"recipient": True, "purpose": True, "scope": True, "expires_on": True},
    ConsentKind.RESEARCH: {"purpose": True, "expires_on": False},
}
OF_HOW: Mapping[str, Mapping[str, bool]] = {
    GivenHow.ON_SCREEN: {"signed_name": True, "signed_by_relation": False},
    GivenHow.IN_SESSION: {"heard_by": False, "also_heard_by": False},
    GivenHow.BY_PHONE: {"heard_by": False, "also_heard_by": False},
    GivenHow.ON_PAPER: {"paper": True, "signed_on": True, "signed_name": False, "signed_by_relation": False},
}
OTHER_LABELS: Mapping[tuple[str, str], Any] = {
    (ConsentKind.FAMILY, "recipient"): _("Who may take part"),
    (ConsentKind.FAMILY, "scope"): _("What they may hear about"),
    (ConsentKind.RESEARCH, "purpose"): _("Which study"),
    (GivenHow.ON_PAPER, "signed_name"): _("Name on the paper"),
}


class ConsentForm(forms.Form):
    """To what somebody agrees, and how they say so: it has the fields of this kind and of this way, and no others.

    `people` are those who may have heard it, the one who is signed in first. The page sends the number
    of the text that it shows along; another one that was published meanwhile has to be read first.
    """

    recipient = sentence(_("Who may be told"), longest=160)
    purpose = sentence(_("What for"))
    scope = forms.MultipleChoiceField(
        label=_("What"), choices=Scope.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    expires_on = day(_("Until (the last day that counts)"))
    heard_by = forms.TypedChoiceField(label=_("Who heard it"), coerce=int, required=False, empty_value=None)
    also_heard_by = forms.TypedChoiceField(
        label=_("Who heard it too"), coerce=int, required=False, empty_value=None, initial=""
    )
    paper = forms.FileField(
        label=_("The scanned sheet"),
        required=False,
        help_text=_("PDF, JPEG or PNG, up to 10 MB. It is kept encrypted."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
    signed_on = day(_("Day on the paper"))
    signed_name = sentence(_("Your name, typed"), longest=120, autocomplete="off")
    signed_by_relation = sentence(
        _("If you sign for somebody else: what you are to them (parent, guardian)"), longest=80, autocomplete="off"
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        how: str,
        people: Mapping[int, User],
        wording_id: int | None,
        without: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.how, self.people, self.wording_id = kind, how, people, wording_id
        asked = {**OF_KIND[kind], **OF_HOW[how]}
        for name in list(self.fields):
            if name not in asked or name in without:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.required = asked[name]
            field.label = OTHER_LABELS.get((kind, name)) or OTHER_LABELS.get((how, name)) or field.label
        self._offer_people()
        scope = self.fields.get("scope")
        if isinstance(scope, forms.MultipleChoiceField) and kind != ConsentKind.RELEASE:
            # That is told on a release alone, in writing.
            scope.choices = [part for part in Scope.choices if part[0] not in {Scope.SUBSTANCE_USE, *KEPT_APART}]

    def _offer_people(self) -> None:
        named = [(key, person.display_name) for key, person in self.people.items()]
        for name, choices in (("heard_by", named), ("also_heard_by", [NOBODY, *named])):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean_paper(self) -> Any:
        """Nothing larger is read."""
        paper = self.cleaned_data["paper"]
        if paper and paper.size > LARGEST_PAPER:
            raise forms.ValidationError(_("A scan is no larger than 10 MB."))
        return paper

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        shown = self.data.get("wording", "")
        if shown and shown != str(self.wording_id):
            raise forms.ValidationError(
                _("The text has changed meanwhile. Please read it again, then send this again.")
            )
        return answers

    def agreed(self) -> Agreed:
        told = self.cleaned_data
        scope = tuple(told.get("scope") or ())
        return Agreed(
            kind=self.kind,
            recipient=told.get("recipient", ""),
            purpose=told.get("purpose", ""),
            scope=scope,
            covers_substance_use=self.kind == ConsentKind.RELEASE and bool(ABOUT_SUBSTANCE_USE & set(scope)),
            expires_on=told.get("expires_on"),
        )

    def vouched(self) -> Vouched:
        told = self.cleaned_data
        first = next(iter(self.people.values()))
        paper = told.get("paper")
        return Vouched(
            how=self.how,
            signed_name=told.get("signed_name", ""),
            signed_by_relation=told.get("signed_by_relation", ""),
            signed_on=told.get("signed_on"),
            heard_by=self.people.get(told.get("heard_by"), first) if self.how in SPOKEN else None,  # type: ignore[arg-type]
            also_heard_by=self.people.get(told.get("also_heard_by")),  # type: ignore[arg-type]
            paper=paper.read() if paper else b"",
        )


class DeclinedForm(forms.Form):
    """They were asked, and would rather not. Nothing has to be said."""

    in_their_words = sentence(_("In their words, if they like"), longest=300)
    ask_again_on = day(_("May be asked again from (empty: not before they bring it up)"))

    def __init__(self, *args: Any, is_theirs: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "declined-%s", **kwargs})
        if is_theirs:
            self.fields["in_their_words"].label = _("In your words, if you like")
            self.fields["ask_again_on"].label = _("You may ask me again from (empty: not before I bring it up)")


class RevokeForm(forms.Form):
    """They take it back; every way of saying so counts."""

    how = in_view(RevokedHow.choices, _("How they said so"))
    words = sentence(_("In their words, if they like"), longest=300)


class DiscloseForm(forms.Form):
    """What of the released parts is told now, and how."""

    what = forms.MultipleChoiceField(label=_("What is told"), widget=forms.CheckboxSelectMultiple)
    how = in_view(DisclosedHow.choices, _("How"))

    def __init__(self, *args: Any, scope: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told_here = [part for part in Scope.choices if part[0] not in KEPT_APART]
        offered = [part for part in told_here if part[0] in scope or Scope.WHOLE_RECORD in scope]
        if Scope.WHOLE_RECORD in scope and Scope.SUBSTANCE_USE not in scope:
            offered = [part for part in offered if part[0] != Scope.SUBSTANCE_USE]
        what = self.fields["what"]
        assert isinstance(what, forms.MultipleChoiceField)  # noqa: S101  declared so
        what.choices = offered
