"""What templates/patients/health.html reads: what is known, part by part, each with a form for more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from patients.forms.health import (
    AllergyForm,
    ConditionForm,
    GenotypeForm,
    NoKnownAllergiesForm,
    OrganFunctionForm,
    PregnancyForm,
    SubstanceForm,
    ToldForm,
    WithdrawAllergyForm,
)
from patients.measurement_kinds import plain
from patients.models import (
    Allergy,
    Genotype,
    HealthCondition,
    OrganFunction,
    Patient,
    PregnancyAnswer,
    SubstanceUse,
)
from patients.models.told import Told


@dataclass(frozen=True, kw_only=True)
class Act:
    """A form, and where it goes."""

    form: ToldForm
    to: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that is known, from whom and since when; `act` takes it back where that has a form of its own."""

    what: str
    details: str = ""
    tag: str = ""
    told: str = ""
    act: Act | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """One kind of thing. `empty` is what stands there when nobody asked, `note` below what is known; neither reads as
    a no."""

    name: str
    title: str
    lines: Sequence[Line]
    empty: str = ""
    note: str = ""
    acts: Sequence[Act] = field(default=())


def parts_of_health(patient: Patient) -> list[Part]:
    """Everything, allergies first; a merged chart has no forms."""
    return [
        _allergies(patient),
        _conditions(patient),
        _substances(patient),
        _pregnancy(patient),
        _organs(patient),
        _genotypes(patient),
    ]


def _acts(patient: Patient, *forms: tuple[type[ToldForm], str]) -> list[Act]:
    if patient.merged_into_id is not None:
        return []
    return [Act(form=form(), to=reverse(name, args=[patient.pk])) for form, name in forms]


def _allergies(patient: Patient) -> Part:
    rows = list(Allergy.objects.newest().filter(patient=patient).select_related("recorded_by"))
    known = sorted((row for row in rows if row.is_known_of), key=lambda row: row.kind != Allergy.Kind.HYPERSENSITIVITY)
    asked = [row for row in rows if row.says_there_are_none and not known]
    forms: list[tuple[type[ToldForm], str]] = [(AllergyForm, "record_allergy")]
    if not known:
        forms.append((NoKnownAllergiesForm, "record_no_known_allergies"))
    return Part(
        name="allergies",
        title=_("Allergies and intolerances"),
        lines=[_allergy(patient, row) for row in known] + [_asked(row) for row in asked],
        empty=_("What was recorded was taken back.") if rows else _("Nobody has asked about allergies yet."),
        acts=_acts(patient, *forms),
    )


def _allergy(patient: Patient, row: Allergy) -> Line:
    form = WithdrawAllergyForm(ident=f"withdraw-{row.pk}")
    act = Act(form=form, to=reverse("withdraw_allergy", args=[row.pk]))
    return Line(
        what=row.name,
        tag=row.get_kind_display(),
        details=joined(row.reaction, row.get_certainty_display()),
        told=told_by(row),
        act=None if patient.merged_into_id else act,
    )


def _asked(row: Allergy) -> Line:
    return Line(what=_("No known allergies"), told=told_by(row))


def _conditions(patient: Patient) -> Part:
    rows = HealthCondition.objects.newest().filter(patient=patient).select_related("recorded_by")
    lines = [Line(what=row.name, tag=row.get_state_display(), details=row.words, told=told_by(row)) for row in rows]
    return Part(
        name="conditions",
        title=_("Conditions"),
        lines=lines,
        empty=_("Nobody has asked about conditions yet."),
        note=_("What does not stand here was not asked about."),
        acts=_acts(patient, (ConditionForm, "record_condition")),
    )


def _substances(patient: Patient) -> Part:
    rows = SubstanceUse.objects.newest().filter(patient=patient).select_related("recorded_by")
    return Part(
        name="substances",
        title=_("Substances"),
        lines=[_substance(row) for row in rows],
        empty=_("Nobody has asked about substances yet."),
        note=_("What does not stand here was not asked about."),
        acts=_acts(patient, (SubstanceForm, "record_substance_use")),
    )


def _substance(row: SubstanceUse) -> Line:
    last = row.last_used_at and date_format(localtime(row.last_used_at), "j F Y, H:i")
    details = joined(
        row.amount,
        row.get_pattern_display(),
        row.get_route_display(),
        _("last on %(when)s") % {"when": last} if last else "",
        _("stopped on %(day)s") % {"day": date_format(row.stopped_on, "j F Y")} if row.stopped_on else "",
        _("from one day to the next") if row.stopped_abruptly else "",
        _withdrawal(row),
    )
    return Line(what=row.get_substance_display(), tag=row.get_answer_display(), details=details, told=told_by(row))


def _withdrawal(row: SubstanceUse) -> str:
    """What happened before, when they stopped or took less; their own words after it."""
    words = _("“%(words)s”") % {"words": row.withdrawal_words} if row.withdrawal_words else ""
    return " ".join(filter(None, [row.get_withdrawal_display(), words]))


def _pregnancy(patient: Patient) -> Part:
    rows = PregnancyAnswer.objects.newest().filter(patient=patient).select_related("recorded_by")
    lines = [
        Line(what=what, details=answer, told=told_by(row))
        for row in rows
        for what, answer in (
            (_("Pregnant"), row.get_pregnant_display()),
            (_("Breast-feeding"), row.get_breast_feeding_display()),
        )
    ]
    return Part(
        name="pregnancy",
        title=_("Pregnancy and breast-feeding"),
        lines=lines,
        empty=_("Nobody has asked yet."),
        acts=_acts(patient, (PregnancyForm, "record_pregnancy_answer")),
    )


def _organs(patient: Patient) -> Part:
    rows = OrganFunction.objects.newest().filter(patient=patient).select_related("recorded_by")
    known = {row.organ: row for row in rows}
    return Part(
        name="organs",
        title=_("Liver and kidneys"),
        lines=[_organ(known[organ]) if organ in known else _not_asked(organ.label) for organ in OrganFunction.Organ],
        acts=_acts(patient, (OrganFunctionForm, "record_organ_function")),
    )


def _not_asked(what: object) -> Line:
    return Line(what=str(what), details=_("nobody has asked yet"))


def _organ(row: OrganFunction) -> Line:
    clearance = row.creatinine_clearance_ml_min
    words = _("creatinine clearance %(value)s mL/min") % {"value": plain(clearance)} if clearance is not None else ""
    details = joined(row.get_impairment_display(), words)
    return Line(what=row.get_organ_display(), details=details, told=told_by(row))


def _genotypes(patient: Patient) -> Part:
    rows = Genotype.objects.newest().filter(patient=patient).select_related("recorded_by")
    return Part(
        name="genotypes",
        title=_("Genotype"),
        lines=[Line(what=row.gene, details=row.get_phenotype_display(), told=told_by(row)) for row in rows],
        empty=_("No laboratory has looked yet, as far as we know."),
        acts=_acts(patient, (GenotypeForm, "record_genotype")),
    )


def told_by(row: Told) -> str:
    """When and by whom it was written down, and from whom it is known."""
    when = date_format(localtime(row.recorded_at), "j F Y")
    return joined(when, row.recorded_by.display_name, row.get_source_display())


def joined(*words: str) -> str:
    return " · ".join(_said(words))


def _said(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if word)
