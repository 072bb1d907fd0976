"""The course of one medication with one patient, told with the same services that the pages use."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from medications.models import LogEntry, Review, TitrationPlan, TitrationStep
from medications.services.consenting import give_consent
from medications.services.logging_effects import Report, log_check_in, log_report
from medications.services.planning import PlanGoal, activate_plan, draft_plan
from medications.services.recording_elsewhere import record_missed_doses, record_observed_dose
from medications.services.reviewing import Verdict, sign_review
from medications.services.stepping import move_to_step
from medications.terms import Bother, Course, Decision, Frequency, PatientView, Severity, Source, TimeOfDay
from patients.measurement_kinds import Kind
from patients.models.told import Source as Origin
from patients.services.measuring import Reading, record_measurements
from practice.staff.models import User
from sessions.demo.reading import one_dose, planned_steps, read
from sessions.demo.scene import Scene

LOWERS_PRESSURE = {"prazosin", "clonidine"}
USUAL_PRESSURES = {
    Kind.LYING_SYSTOLIC: 124,
    Kind.LYING_DIASTOLIC: 80,
    Kind.STANDING_SYSTOLIC: 118,
    Kind.STANDING_DIASTOLIC: 78,
}


class Story:
    """Tells what happened, in order of time; every verb is one service call with its own moment."""

    def __init__(self, scene: Scene, who: str, schedule: str, *, prescriber: str = "prescriber") -> None:
        self.scene = scene
        self.patient = scene.patients[who]
        self.schedule = read("schedules")[schedule]
        self.medication = scene.medications[self.schedule["medication"]]
        self.prescribed_by = prescriber
        self.prescriber = scene.staff[prescriber]
        self.plan: TitrationPlan

    def by(self, who: str) -> User:
        return self.scene.staff[who]

    def step(self, position: int) -> TitrationStep:
        return self.plan.steps.get(position=position)

    def agree_on_plan(self, at: datetime) -> None:
        """Consent, and the plan made together and put into effect."""
        give_consent(patient=self.patient, medication=self.medication, by=self.prescriber, at=at)
        draft = draft_plan(
            patient=self.patient,
            medication=self.medication,
            prescriber=self.prescriber,
            steps=planned_steps(self.schedule),
            by=self.prescriber,
            at=at,
            goal=PlanGoal(purpose=self.schedule["purpose"]),
        )
        self.plan = activate_plan(plan=draft, by=self.prescriber, at=at)

    def begin(self, days_ago: int, words: str) -> None:
        """The plan, how the patient is before the first dose, and the first dose itself."""
        at = self.scene.on(days_ago, 8)
        self.agree_on_plan(at)
        self.check_in(at, by=self.prescribed_by, words=words, source=Source.SESSION)
        self.step_up(1, days_ago)

    def carry_over(self, days_ago: int, amount_mg: float, *, from_whom: str, taken_since: date) -> None:
        """A dose that the patient took on arrival, and a plan that begins with it."""
        at = self.scene.on(days_ago, 9)
        record_observed_dose(
            patient=self.patient,
            medication=self.medication,
            regimen=one_dose(amount_mg, TimeOfDay(self.schedule["at"])),
            source=from_whom,
            observed_at=at,
            by=self.prescriber,
            at=at,
            taken_since=taken_since,
        )
        self.agree_on_plan(at)
        move_to_step(plan=self.plan, to=self.step(1), by=self.prescriber, at=at, reason="Carried over as it was taken.")

    def check_in(self, at: datetime, *, words: str, by: str = "nurse", source: Source = Source.PHONE) -> LogEntry:
        """Asked, and nothing to report."""
        flags = self.medication.red_flags.filter(is_retired=False).values_list("effect__term", flat=True)
        return log_check_in(
            patient=self.patient,
            asked_about=sorted(flags),
            source=source,
            happened_at=at,
            by=self.by(by),
            at=at,
            medication=self.medication,
            in_their_words=words,
        )

    def report(
        self,
        at: datetime,
        term: str,
        *,
        words: str,
        severity: Severity = Severity.MILD,
        course: Course = Course.NEW,
        frequency: Frequency = Frequency.SOME_DAYS,
        bother: Bother = Bother.A_LITTLE,
        by: str = "nurse",
        source: Source = Source.PHONE,
    ) -> LogEntry:
        report = Report(
            effect=self.scene.effects[term],
            severity=severity,
            course=course,
            frequency=frequency,
            bother=bother,
            in_their_words=words,
            medication=self.medication,
        )
        return log_report(patient=self.patient, report=report, source=source, happened_at=at, by=self.by(by), at=at)

    def missed(self, at: datetime, days: int, *, by: str = "nurse") -> None:
        """Asked how many days were missed on this dose."""
        record_missed_doses(
            plan=self.plan,
            missed_days=days,
            missed_in_a_row=min(days, 1),
            source=Source.PHONE,
            asked_at=at,
            by=self.by(by),
            at=at,
        )

    def review(
        self,
        at: datetime,
        to: int | None,
        *,
        reasons: str,
        words: str,
        decision: Decision = Decision.PROCEED,
        look_again_on: date | None = None,
    ) -> Review:
        """A review signed on what is known, the patient agreeing."""
        plan = TitrationPlan.objects.for_gate().get(pk=self.plan.pk)
        verdict = Verdict(
            decision=decision,
            patient_view=PatientView.AGREES,
            reasons=reasons,
            in_their_words=words,
            look_again_on=look_again_on,
        )
        return sign_review(
            plan=plan,
            to=None if to is None else self.step(to),
            verdict=verdict,
            read_version=plan.version,
            by=self.prescriber,
            at=at,
        )

    def step_up(self, to: int, days_ago: int) -> None:
        """A review and the step that it allows, both in one sitting; the first new dose is that day's."""
        at = self.scene.on(days_ago, 9)
        if self.medication.code in LOWERS_PRESSURE:
            self.measure(at - timedelta(minutes=20))
        self.review(at, to, reasons="Went through the log together.", words="Yes, let us go on.")
        self.move(to, at + timedelta(minutes=10), reason="As planned.")

    def measure(self, at: datetime) -> None:
        """Pressure lying down and standing up, as it should be."""
        readings = [Reading(kind=kind, value=Decimal(mmhg)) for kind, mmhg in USUAL_PRESSURES.items()]
        nurse = self.by("nurse")
        record_measurements(patient=self.patient, readings=readings, taken_at=at, source=Origin.STAFF, by=nurse, at=at)

    def move(self, to: int, at: datetime, *, reason: str) -> None:
        move_to_step(plan=self.plan, to=self.step(to), by=self.prescriber, at=at, reason=reason)
