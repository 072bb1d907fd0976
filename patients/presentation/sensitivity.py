"""What templates/patients/sensitivity.html reads: how somebody does with medicines, in their words first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from patients.forms.sensitivity import AnswersForm, ReactionForm, SettingForm, WithdrawForm
from patients.models import EarlierReaction, Genotype, Patient, SensitivityAnswer, SensitivitySetting
from patients.presentation.health import Act, Line, Part, joined, told_by
from patients.sensitivity import Answer, Because, DoseThen, Judgement, Question, Setting, judge
from patients.sensitivity_facts import profile_from
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Known:
    """The rows that count today, those taken back included, and the answers that nothing was said to."""

    reactions: Sequence[EarlierReaction]
    answers: Sequence[SensitivityAnswer]
    not_now: Sequence[SensitivityAnswer]
    settings: Sequence[SensitivitySetting]
    genotypes: Sequence[Genotype]


def known_of(patient: Patient) -> Known:
    """In five questions."""
    answers = SensitivityAnswer.objects.filter(patient=patient).select_related("recorded_by")
    return Known(
        reactions=list(EarlierReaction.objects.newest().filter(patient=patient).select_related("recorded_by")),
        answers=list(answers.that_count()),
        not_now=[each for each in answers.newest() if each.answer == Answer.NOT_NOW],
        settings=list(SensitivitySetting.objects.newest().filter(patient=patient).select_related("recorded_by")),
        genotypes=list(Genotype.objects.newest().filter(patient=patient).select_related("recorded_by")),
    )


def judgement_of(patient: Patient, known: Known) -> Judgement:
    return judge(patient.sensitivity, profile_from(known.reactions, known.answers, known.settings))


def judgement_in_words(judgement: Judgement) -> str:
    """How sensitive they count as, what follows, and what it rests on."""
    if judgement.is_high:
        first = _("High sensitivity: doses start low and rise in smaller steps.")
    else:
        first = _("Usual sensitivity, as far as is known.")
    return f"{first} {_why(judgement)}".strip()


def _why(judgement: Judgement) -> str:
    return {
        Because.SET: _("A prescriber set it."),
        Because.SELF_RATED: _("They rate themselves as more sensitive than others."),
        Because.REACTIONS: _("Earlier reactions speak for it."),
        Because.RECORD: _("It stands so on their record.") if judgement.is_high else "",
    }[judgement.because]


def parts_of_sensitivity(patient: Patient, known: Known, reader: User) -> list[Part]:
    """Their own words first, earlier reactions, a prescriber's setting, the genotype; a merged chart has no forms."""
    is_open = patient.merged_into_id is None
    return [
        _words(patient, known, is_open),
        _reactions(patient, known, is_open),
        _settings(patient, known, is_open and reader.may(Permission.PRESCRIBE)),
        _genotypes(known),
    ]


def _words(patient: Patient, known: Known, is_open: bool) -> Part:
    said = {row.question: row for row in known.answers if not row.withdrawn_because}
    later = {row.question: row for row in known.not_now}
    lines = [_answer(said[q], is_open) for q in Question if q in said]
    lines += [_not_now(later[q]) for q in Question if q in later]
    form = Act(form=AnswersForm(), to=reverse("record_sensitivity_answers", args=[patient.pk]))
    return Part(
        name="words",
        title=_("In their words"),
        lines=lines,
        empty=_("What was said was taken back.") if known.answers else _("Nobody has asked yet."),
        note=_("What does not stand here was skipped, or nobody asked."),
        acts=[form] if is_open else [],
    )


def _answer(row: SensitivityAnswer, is_open: bool) -> Line:
    form = Act(form=WithdrawForm(ident=f"answer-{row.pk}"), to=reverse("withdraw_sensitivity_answer", args=[row.pk]))
    words = _("“%(words)s”") % {"words": row.words} if row.words else str(row.get_answer_display())
    return Line(
        what=str(row.get_question_display()),
        details=words,
        told=joined(row.get_whose_display(), told_by(row)),
        act=form if is_open else None,
    )


def _not_now(row: SensitivityAnswer) -> Line:
    return Line(what=str(row.get_question_display()), details=_("asked, and not now"), told=told_by(row))


def _reactions(patient: Patient, known: Known, is_open: bool) -> Part:
    rows = [row for row in known.reactions if not row.withdrawn_because]
    form = Act(form=ReactionForm(), to=reverse("record_reaction", args=[patient.pk]))
    return Part(
        name="reactions",
        title=_("Earlier reactions to medicines"),
        lines=[_reaction(row, is_open) for row in rows],
        empty=_("What was recorded was taken back.") if known.reactions else _("None is recorded."),
        acts=[form] if is_open else [],
    )


def _reaction(row: EarlierReaction, is_open: bool) -> Line:
    form = Act(form=WithdrawForm(ident=f"reaction-{row.pk}"), to=reverse("withdraw_reaction", args=[row.pk]))
    size = "" if row.dose_then == DoseThen.UNKNOWN else row.get_dose_then_display()
    dose = ", ".join(filter(None, [_("on %(dose)s") % {"dose": row.dose} if row.dose else "", size]))
    helped = _("what helped: %(words)s") % {"words": row.helped} if row.helped else ""
    return Line(
        what=row.name,
        details=joined(row.effect, dose, row.when, helped),
        tag=str(row.get_how_bad_display()),
        told=told_by(row),
        act=form if is_open else None,
    )


def _settings(patient: Patient, known: Known, may_set: bool) -> Part:
    form = Act(form=SettingForm(), to=reverse("set_sensitivity", args=[patient.pk]))
    return Part(
        name="setting",
        title=_("Set by a prescriber"),
        lines=[
            Line(what=str(row.get_level_display()), details=row.because, told=told_by(row))
            for row in known.settings
            if row.level != Setting.AS_TOLD
        ],
        empty=_("Nobody has set it; it follows from what is told."),
        acts=[form] if may_set else [],
    )


def _genotypes(known: Known) -> Part:
    return Part(
        name="genotypes",
        title=_("Genotype"),
        lines=[
            Line(what=row.gene, details=str(row.get_phenotype_display()), told=told_by(row)) for row in known.genotypes
        ],
        empty=_("No laboratory has looked yet, as far as we know."),
    )
