"""What stands in the composer's form: the medicine that is thought of, the goal and the rows, right or wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from medications.forms.composer import NO_OFFERS, GoalForm, Offers
from medications.forms.plan import StepRows, step_rows
from medications.forms.row_acts import Row, as_sent, empty_rows, typed_rows
from medications.models import PlanTemplate
from medications.presentation.preview import PlanPreview, preview_from
from medications.presentation.trials import intolerances_of, trials_of
from medications.rules.composing import Aim, why_gentle
from medications.rules.presentations import plain
from medications.services.foreseeing import schedule_of
from medications.services.planning import PlanGoal, PlannedStep
from medications.terms import Form, TimeOfDay
from medications.views.composer_known import Known, form_typed, known_about
from medications.views.known import plannable_medications
from patients.access import reader
from patients.health_facts import HealthFacts, health_facts_of
from patients.models import Patient
from patients.presentation.sensitivity import judgement_in_words
from patients.sensitivity import judge
from practice.staff.models import User

GOAL = tuple(part.name for part in fields(PlanGoal))


@dataclass(frozen=True, kw_only=True)
class Composed:
    """The form as it was sent, or as it goes on after an act. Nothing typed is lost, right or wrong."""

    request: HttpRequest
    patient: Patient
    at: datetime
    is_sent: bool
    typed: Mapping[str, Any]
    typed_rows: list[Row]
    known: Known | None
    medications: Sequence[tuple[int, str]]

    @classmethod
    def of(cls, request: HttpRequest, patient: Patient) -> "Composed":
        is_sent, at = request.method == "POST", timezone.now()
        data = request.POST if is_sent else request.GET
        medications = plannable_medications()
        return cls(
            request=request,
            patient=patient,
            at=at,
            is_sent=is_sent,
            typed=(typed := _typed(data)),
            typed_rows=typed_rows(data) or empty_rows(),
            known=known_about(patient, typed, dict(medications), at),
            medications=medications,
        )

    @property
    def user(self) -> User:
        return reader(self.request)

    @property
    def chosen(self) -> Known:
        """The medicine, once the form is known to name one."""
        assert self.known is not None  # noqa: S101  a valid form names one that is offered
        return self.known

    @property
    def offers(self) -> Offers:
        return self.known.offers if self.known else NO_OFFERS

    @property
    def typed_form(self) -> Form:
        return form_typed(self.typed, self.offers)

    @cached_property
    def form(self) -> GoalForm:
        return GoalForm(self.typed, medications=self.medications, offers=self.offers)

    @cached_property
    def rows(self) -> StepRows:
        return step_rows(as_sent(self.typed_rows))

    @property
    def form_to_go_on(self) -> GoalForm:
        """What was typed, before anybody asks whether it is right."""
        return GoalForm(initial=self.typed, medications=self.medications, offers=self.offers)

    @property
    def rows_to_go_on(self) -> StepRows:
        return step_rows(typed=self.typed_rows)

    @cached_property
    def goal(self) -> PlanGoal:
        """As far as it is right."""
        self.form.is_valid()
        right = {name: answer for name, answer in self.form.cleaned_data.items() if name in GOAL}
        schedule = schedule_of(self.known.medication, right.get("schedule")) if self.known else None
        return PlanGoal(**{**right, "schedule": schedule})

    @property
    def counted_from(self) -> date | None:
        """The first day that dates are counted from, where it lies ahead."""
        self.form.is_valid()
        day: date | None = self.form.cleaned_data.get("counted_from")
        return day if day and day > timezone.localdate(self.at) else None

    @property
    def steps(self) -> list[PlannedStep]:
        return self.rows.steps(self.typed_form)

    @property
    def aim(self) -> Aim | str:
        """What a proposal is asked for; or what has to be said first."""
        if self.known is None:
            return _("Choose the medication first.")
        goal, facts = self.goal, self.known.facts
        target_mg = goal.target_high_mg or goal.target_low_mg
        if target_mg is None:
            return _("Say the target first: towards how many mg a day.")
        times = tuple(TimeOfDay(time) for time in self.form.cleaned_data.get("times", ()))
        return Aim(
            drug=facts.drug,
            person=facts.person,
            presentations=tuple(self.known.presentations),
            target_mg=target_mg,
            today=self.counted_from or facts.today,
            form=self.typed_form,
            times=times or (TimeOfDay.MORNING,),
            taking=facts.in_use.regimen,
            schedule=facts.schedule,
            thresholds=facts.thresholds,
            is_sedating=self.known.medication.is_sedating,
        )

    def with_rows(self, rows: list[Row]) -> "Composed":
        return replace(self, typed_rows=rows)

    def with_goal_of(self, template: PlanTemplate) -> "Composed":
        """The same form with the goal of a template in it."""
        first = next(iter(template.steps.all()), None)
        told = {name: getattr(template, name) for name in GOAL if hasattr(template, name)}
        told |= {"schedule": template.schedule_id, "form": first.regimen.form if first else None}
        typed = {**self.typed, **{name: _as_typed(answer) for name, answer in told.items()}}
        return replace(self, typed=typed).read_again()

    def read_again(self) -> "Composed":
        """What is known of the medicine, after an act or for another goal."""
        return replace(self, known=known_about(self.patient, self.typed, dict(self.medications), self.at))

    def template(self, wanted: int | None) -> PlanTemplate | None:
        return next((one for one in self.known.templates if one.pk == wanted), None) if self.known else None

    @property
    def health(self) -> HealthFacts:
        if self.known:
            return self.known.facts.health
        return health_facts_of([self.patient.pk], timezone.localdate(self.at))[self.patient.pk]

    def looked_ahead(self) -> dict[str, Any]:
        """What templates/medications/_compose_preview.html reads: the steps ahead, or what is missing for them."""
        missing = [] if self.rows.is_valid() else _missing(self.rows)
        says_nothing = not any(row.has_changed() for row in self.rows.forms)
        preview: PlanPreview | None = None
        if self.known and not missing:
            preview = preview_from(
                self.known.facts,
                self.known.presentations,
                self.steps,
                by=self.user,
                goal=self.goal,
                starts_on=self.counted_from,
            )
        return {"preview": preview, "missing": [] if says_nothing else missing}

    def beside(self) -> dict[str, Any]:
        """What is in view while one composes: the person, earlier medications, the practice's templates."""
        drug = self.known.facts.drug if self.known else None
        return {
            "sensitivity": judgement_in_words(judge(self.patient.sensitivity, self.health.sensitivity)),
            "medication": self.known.medication if self.known else None,
            "trials": trials_of(self.patient),
            "intolerances": intolerances_of(self.patient, {drug.code, *drug.classes} if drug else ()),
            "why_gentle": why_gentle(self.known.facts.person, self.known.facts.thresholds) if self.known else (),
            "usual_range": self.offers.usual_range,
            "templates": self.known.templates if self.known else (),
        }


def _typed(data: QueryDict) -> dict[str, Any]:
    typed: dict[str, Any] = {name: data[name] for name in GoalForm.base_fields if name in data}
    return typed | ({"times": data.getlist("times")} if "times" in data else {})


def _as_typed(answer: Any) -> str:
    if isinstance(answer, bool):
        return "on" if answer else ""
    return plain(answer) if isinstance(answer, Decimal) else str(answer or "")


def _missing(rows: StepRows) -> list[str]:
    """Each row that is not right yet, in a sentence."""
    found = [
        _("Row %(row)d, %(cell)s: %(error)s")
        % {"row": place, "cell": str(row.fields[cell].label).lower(), "error": " ".join(map(str, errors))}
        for place, row in enumerate(rows.forms, start=1)
        for cell, errors in row.errors.items()
        if cell in row.fields
    ]
    return [*found, *map(str, rows.non_form_errors())]
