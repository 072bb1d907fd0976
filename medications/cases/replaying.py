"""Building the situation of a case through the real models and services, in the order of its events."""

from datetime import datetime, timedelta

from medications.cases.events import Events
from medications.cases.people import LONG_AGO, MADE_UP, People
from medications.cases.reading import Part, UnreadableCase
from medications.cases.telling import Telling
from medications.models import Medication, TitrationPlan, TitrationStep
from medications.rules.proposed import ReviewFacts
from medications.services.consenting import give_consent
from medications.services.holding import hold_plan, lift_hold
from medications.services.planning import PlanGoal, PlannedStep, activate_plan, close_plan, draft_plan
from medications.services.recording_elsewhere import (
    record_observed_dose,
)
from medications.services.reviewing import Verdict, sign_review
from medications.services.stepping import order
from medications.terms import ChangeKind, Decision, PatientView, PlanStatus
from patients.models import ChartVersion, Patient


class Situation:
    """A case, built. `refused` is a review that the software refused to take because of who signed it."""

    def __init__(self, case: Part) -> None:
        self.case = case
        self.now = case.moment("now")
        self.about = case.part("patient")
        self.wanted = case.part("plan")
        self.status = self.wanted.one_of("status", PlanStatus, "active")
        self.form = self.wanted.form()
        self.refused: dict[int, ReviewFacts] = {}
        self.medication = self._formulary(self.wanted)
        self.patient = self._make_patient()
        self.people = People(self.patient)
        self.prescriber = self.people.get("prescriber")
        self.telling = Telling(self)
        self.telling.health()
        if self.about.flag("consent"):
            give_consent(patient=self.patient, medication=self.medication, by=self.prescriber, at=LONG_AGO)
        self._earlier_orders()
        self.plan = self._make_plan()
        self.steps: list[TitrationStep] = list(self.plan.steps.select_related("regimen").order_by("position"))
        self.events = Events(self)
        self._reach_step()
        for event in self.events.in_order():
            event.happen(event.at)
        self._end_as_told()

    def step(self, position: int) -> TitrationStep | None:
        """A step by its number; 0 is nothing."""
        if not 0 <= position <= len(self.steps):
            raise UnreadableCase("ask.to_step", f"there is no step {position}")
        return self.steps[position - 1] if position else None

    def fresh_plan(self) -> TitrationPlan:
        return TitrationPlan.objects.for_gate().get(pk=self.plan.pk)

    def _formulary(self, part: Part) -> Medication:
        found = Medication.objects.filter(code=part.text("medication")).first()
        if found is None:
            raise UnreadableCase(part.key("medication"), f"{part.text('medication')!r} is not in the formulary")
        return found

    def _make_patient(self) -> Patient:
        return Patient.objects.create(
            record_number=f"case-{ChartVersion.objects.count() + 1}",
            chosen_name="Case",
            birth_date=self.about.day("birth_date"),
            sex_for_dosing=self.about.one_of("sex", Patient.Sex, "unknown"),
            sensitivity=self.about.one_of("sensitivity", Patient.Sensitivity, "usual"),
        )

    def _earlier_orders(self) -> None:
        """Earlier plans of the same medication, each closed; one that ended before today is stopped."""
        for part in sorted(self.case.parts("earlier_orders"), key=lambda part: part.moment("since")):
            plan = self._planned([PlannedStep(regimen=part.regimen(self.form), hold_days=1)], part.moment("since"))
            until = part.moment("until") if part.has("until") else None
            self._move(plan, plan.steps.get(), part.moment("since"))
            if until is not None and until.date() < self.now.date():
                order(plan, to=None, kind=ChangeKind.STOP, by=self.prescriber, at=until, first_dose_on=until.date())
            close_plan(plan=plan, reason=MADE_UP, by=self.prescriber, at=min(until or self.now, self.now))

    def _make_plan(self) -> TitrationPlan:
        steps = [
            PlannedStep(regimen=part.regimen(self.form), hold_days=part.number("hold_days"))
            for part in self.wanted.parts("steps")
        ]
        if self.case.has("dose_in_use") and not self.wanted.number("on_step", 0):
            self.observe(self.case.part("dose_in_use").moment("at"))
        return self._planned(steps, LONG_AGO, activated=self.status != PlanStatus.DRAFT)

    def _planned(self, steps: list[PlannedStep], at: datetime, activated: bool = True) -> TitrationPlan:
        plan = draft_plan(
            patient=self.patient,
            medication=self.medication,
            prescriber=self.prescriber,
            steps=steps,
            goal=PlanGoal(indication=self.about.text("indication", "")),
            by=self.prescriber,
            at=at,
        )
        return activate_plan(plan=plan, by=self.prescriber, at=at) if activated else plan

    def _reach_step(self) -> None:
        """The steps up to the present one, each held for its days; their reviews are made up."""
        on_step = self.wanted.number("on_step", 0)
        if not 0 <= on_step <= len(self.steps):
            raise UnreadableCase(self.wanted.key("on_step"), "there is no such step")
        if not on_step:
            return
        if self.status == PlanStatus.DRAFT:
            raise UnreadableCase(self.wanted.key("status"), "a draft is on no step yet")
        since = self.wanted.moment("on_step_since")
        starts = [since]
        for step in reversed(self.steps[: on_step - 1]):
            starts.insert(0, starts[0] - timedelta(days=step.hold_days + 1))
        latest = self.patient.dose_changes.order_by("-made_at").values_list("made_at", flat=True).first()
        for step, start in zip(self.steps[:on_step], starts, strict=True):
            if step.position == on_step:
                self._happen(before=since)
            self._move(self.plan, step, max(start, latest) if latest else start)

    def _happen(self, *, before: datetime) -> None:
        """Reviews from before the present step are signed before it, so that the step outdates them."""
        for event in self.events.reviews():
            if event.at < before:
                event.happen(event.at)

    def _move(self, plan: TitrationPlan, step: TitrationStep, at: datetime) -> None:
        plan = TitrationPlan.objects.for_gate().get(pk=plan.pk)
        review = sign_review(
            plan=plan,
            to=step,
            verdict=Verdict(decision=Decision.PROCEED, patient_view=PatientView.AGREES, reasons=MADE_UP),
            read_version=plan.version,
            by=self.prescriber,
            at=at,
        )
        order(plan, to=step, review=review, by=self.prescriber, at=at, first_dose_on=at.date(), reason=MADE_UP)
        plan.current_step = step
        plan.save(update_fields=["current_step"])

    def observe(self, at: datetime) -> None:
        part = self.case.part("dose_in_use")
        record_observed_dose(
            patient=self.patient,
            medication=self.medication,
            regimen=part.regimen(self.form),
            source=part.text("source", "elsewhere"),
            taken_since=part.day("since") if part.has("since") else None,
            observed_at=at,
            by=self.people.get("nurse"),
            at=at,
        )
        held = TitrationPlan.objects.filter(patient=self.patient, status=PlanStatus.ON_HOLD).first()
        if held is not None and self.status == PlanStatus.ACTIVE:
            lift_hold(plan=held, reason=MADE_UP, by=self.prescriber, at=at)

    def _end_as_told(self) -> None:
        """Holding and closing change no version, so they come last."""
        plan = self.fresh_plan()
        if self.status == PlanStatus.ON_HOLD and plan.status == PlanStatus.ACTIVE:
            hold_plan(plan=plan, reason=MADE_UP, by=self.prescriber, at=self.now)
        elif self.status == PlanStatus.CLOSED:
            close_plan(plan=plan, reason=MADE_UP, by=self.prescriber, at=self.now)
