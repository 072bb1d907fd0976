"""What people type about somebody's health. The names of the fields are those of the services' arguments."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from patients.known import ConditionName, Substance
from patients.models import (
    Allergy,
    Genotype,
    HealthCondition,
    OrganFunction,
    PregnancyAnswer,
    Source,
    SubstanceUse,
)

NOT_CHOSEN = ("", _("Choose one"))
MEDICINES = "medicine-names"


def one_of(choices: Any, label: Any, **kwargs: Any) -> forms.ChoiceField:
    """A choice from a list that begins with nothing chosen, so that nothing is said by leaving it alone."""
    return forms.ChoiceField(choices=[NOT_CHOSEN, *choices], label=label, **kwargs)


def not_asked_or(choices: Any, label: Any) -> forms.ChoiceField:
    """A question that may be left alone; left alone it is no answer."""
    return forms.ChoiceField(choices=[("", _("Not asked")), *choices], label=label, required=False)


def in_view(choices: Any, label: Any) -> forms.ChoiceField:
    """A handful of answers, all in view."""
    return forms.ChoiceField(choices=choices, label=label, widget=forms.RadioSelect)


def sentence(label: Any, *, required: bool = False, longest: int = 200, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, widget=forms.TextInput(attrs=attrs))


def day(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, **kwargs)


def moment(label: Any, **kwargs: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, required=False, widget=widget, **kwargs)


class ToldForm(forms.Form):
    """One thing that is known, and from whom. Several stand on one page, so each has a name of its own."""

    ident: ClassVar[str]
    heading: ClassVar[Promise]
    button: ClassVar[Promise] = _("Record it")

    def __init__(self, *args: Any, ident: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{ident or self.ident}-%s", **kwargs})
        self.fields["source"] = forms.ChoiceField(label=_("Known from"), choices=Source.choices, initial=Source.PATIENT)


class AllergyForm(ToldForm):
    """To what, and what happened: an intolerance is no allergy, and only an allergy forbids."""

    ident = "allergy"
    heading = _("Add an allergy or an intolerance")

    name = sentence(_("To what"), required=True, longest=80, list=MEDICINES, autocomplete="off")
    kind = in_view(
        [
            (Allergy.Kind.HYPERSENSITIVITY, _("Allergy: it must not be given again")),
            (Allergy.Kind.INTOLERANCE, _("Intolerance: it was hard to bear")),
        ],
        _("What kind"),
    )
    reaction = sentence(_("What happened"))
    certainty = forms.ChoiceField(
        label=_("How sure"), choices=Allergy.Certainty.choices, initial=Allergy.Certainty.LIKELY
    )


class NoKnownAllergiesForm(ToldForm):
    """Somebody asked, and there is nothing."""

    ident = "no-allergies"
    heading = _("Asked: no known allergies")


class WithdrawAllergyForm(ToldForm):
    """It proved not to be one."""

    ident = "withdraw"
    heading = _("It holds no longer")
    button = _("Take it back")

    because = sentence(_("Why it holds no longer"), required=True)


class ConditionForm(ToldForm):
    """A condition that labels speak of, or another one."""

    ident = "condition"
    heading = _("Add or change a condition")

    condition = one_of(ConditionName.choices, _("Condition"))
    other = sentence(_("If it is another one: which"), longest=80)
    state = in_view(HealthCondition.State.choices, _("Now"))
    words = sentence(_("In a few words"))


class OrganFunctionForm(ToldForm):
    """How well liver or kidneys work."""

    ident = "organ"
    heading = _("Add or change liver or kidney function")

    organ = in_view(OrganFunction.Organ.choices, _("Which"))
    impairment = one_of(OrganFunction.Impairment.choices, _("How well it works"))
    creatinine_clearance_ml_min = forms.DecimalField(
        label=_("Creatinine clearance in mL/min"),
        max_digits=4,
        decimal_places=1,
        required=False,
        help_text=_("For the kidneys, if it is known."),
    )


class GenotypeForm(ToldForm):
    """What a laboratory found."""

    ident = "genotype"
    heading = _("Add or change a genotype")

    gene = one_of(Genotype.Gene.choices, _("Gene"))
    phenotype = one_of(Genotype.Phenotype.choices, _("Found"))


class PregnancyForm(ToldForm):
    """What they said; they need not say."""

    ident = "pregnancy"
    heading = _("Record an answer")

    pregnant = in_view(PregnancyAnswer.Answer.choices, _("Pregnant"))
    breast_feeding = in_view(PregnancyAnswer.Answer.choices, _("Breast-feeding"))


class SubstanceForm(ToldForm):
    """What they said about one substance."""

    ident = "substance"
    heading = _("Add or change an answer about a substance")

    substance = one_of(Substance.choices, _("Substance"))
    answer = in_view(SubstanceUse.Answer.choices, _("Use"))
    amount = sentence(_("How much and how often, in their words"))
    last_used_at = moment(_("Last used"))
    stopped_on = day(_("Stopped on"), help_text=_("As near as is known."))
    stopped_abruptly = forms.BooleanField(label=_("Stopped from one day to the next"), required=False)
    route = not_asked_or(SubstanceUse.Route.choices, _("How it is taken"))
    pattern = not_asked_or(SubstanceUse.Pattern.choices, _("How often these weeks"))
    withdrawal = not_asked_or(
        SubstanceUse.Withdrawal.choices, _("What happened before, when they stopped or took less")
    )
    withdrawal_words = sentence(_("About that, in their words"))
