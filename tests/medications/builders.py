"""Plans and logs for tests, made through the services, at moments counted from one fixed day.

Only the steps that a plan took before a test begins are written straight into the tables, as the services would leave
them: the database weighs them all the same, and half the time of these tests was spent there.

Everybody who acts is somebody: `plan.prescriber` treats the patient; whoever else acts is named.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from medications.models import DoseChange, Effect, LogEntry, Medication, Review, TitrationPlan, TitrationStep
from medications.rules.gate import blockers, every_blocker
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import Dose, Regimen
from medications.services.consenting import give_consent
from medications.services.logging_effects import (
    Report,
    ask_to_wait,
    log_check_in,
    log_report,
    withdraw_wait,
)
from medications.services.planning import PlannedStep, activate_plan, draft_plan
from medications.services.prompting import refresh_prompts
from medications.services.proposing import proposed_step
from medications.services.reviewing import Verdict, sign_review
from medications.services.stepping import move_to_step, order
from medications.terms import Course, Decision, EntryKind, Form, PatientView, Severity, Source, TimeOfDay
from patients.models import AccessGrant, Patient
from practice.audit.models import Act
from practice.audit.recording import record
from practice.staff.models import User
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
TODAY = NOW.date()
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
SERTRALINE_MG = (25, 50, 75, 100)


def ago(days: float = 0, hours: float = 0) -> datetime:
    return NOW - timedelta(days=days, hours=hours)


def day(days_ago: int) -> date:
    return TODAY - timedelta(days=days_ago)


LONG_AGO, A_FORTNIGHT_AGO = ago(days=100), ago(days=14)


def medication(code: str) -> Medication:
    """A medicine of the shipped formulary, which every test database holds."""
    return Medication.objects.get(code=code)


def effect(term: str) -> Effect:
    return Effect.objects.get_or_create(term=term)[0]


def daily(amount_mg: float | str, at: TimeOfDay = TimeOfDay.MORNING, form: Form = Form.TABLET) -> Regimen:
    """One dose a day."""
    return Regimen(doses=(Dose(amount_mg=Decimal(str(amount_mg)), at=at),), form=form)


def colleague(patient: Patient, role: Role = Role.PRESCRIBER) -> User:
    """Somebody else on the patient's team."""
    user = make_user(role)
    on_team(patient, user)
    return user


def drafted(
    *,
    code: str = "sertraline",
    amounts: tuple[float, ...] = SERTRALINE_MG,
    hold_days: int = 7,
    patient: Patient | None = None,
    prescriber: User | None = None,
    at: datetime = LONG_AGO,
) -> TitrationPlan:
    """A plan as it is written, one dose each morning, by a prescriber of the team."""
    patient = patient or make_patient()
    prescriber = prescriber or colleague(patient)
    return draft_plan(
        patient=patient,
        medication=medication(code),
        prescriber=prescriber,
        steps=[PlannedStep(regimen=daily(amount), hold_days=hold_days) for amount in amounts],
        by=prescriber,
        at=at,
    )


def active_plan(*, has_consent: bool = True, at: datetime = LONG_AGO, **fields: Any) -> TitrationPlan:
    """A plan in effect, of which nothing is taken yet."""
    plan = drafted(at=at, **fields)
    if has_consent:
        give_consent(patient=plan.patient, medication=plan.medication, by=plan.prescriber, at=at)
    return fresh(activate_plan(plan=plan, by=plan.prescriber, at=at))


def plan_on_step(
    position: int, *, since: datetime = A_FORTNIGHT_AGO, hold_days: int = 7, **fields: Any
) -> TitrationPlan:
    """A plan whose dose has been that of a step since a moment; each step before was held for its days."""
    first = since - (position - 1) * hold_days * DAY
    plan = active_plan(hold_days=hold_days, at=first - DAY, **fields)
    for reached in range(1, position + 1):
        was_taken(plan, step_of(plan, reached), at=since - (position - reached) * hold_days * DAY)
    refresh_prompts(plan.patient_id, at=since)
    return fresh(plan)


def was_taken(plan: TitrationPlan, to: TitrationStep, *, at: datetime) -> None:
    """A step of earlier: the patient was asked an hour before, the review signed a minute before."""
    by = plan.prescriber
    answer = LogEntry.objects.create(
        patient=plan.patient,
        kind=EntryKind.CHECK_IN,
        medication=plan.medication,
        asked_about=["Suicidal ideation"],
        source=Source.PATIENT,
        happened_at=at - HOUR,
        recorded_by=by,
    )
    record("log.check-in", answer, by=by, at=at - HOUR)
    review = Review.objects.create(
        plan=plan,
        to_step=to,
        decision=Decision.PROCEED,
        patient_view=PatientView.AGREES,
        read_version=version_of(plan),
        evidence={"entries": [answer.pk], "blockers": []},
        signed_at=at - MINUTE,
        signed_by=by,
        valid_until=at - MINUTE + settings.REVIEW_VALID_FOR,
    )
    record("review.signed", review, by=by, at=at - MINUTE, patient_id=plan.patient_id, plan=plan.pk)
    change = order(plan, to=to, review=review, by=by, at=at, first_dose_on=timezone.localdate(at))
    plan.current_step = to
    plan.save(update_fields=["current_step"])
    record(f"dose.{change.direction}", change, by=by, at=at, plan=plan.pk, step=to.pk)


def ready_plan(position: int = 1, **fields: Any) -> TitrationPlan:
    """A plan whose gate is open: the patient was asked yesterday, and a review of an hour ago says proceed."""
    plan = plan_on_step(position, **fields)
    check_in(plan, at=ago(days=1))
    sign(plan, at=ago(hours=1))
    return fresh(plan)


def fresh(plan: TitrationPlan) -> TitrationPlan:
    return TitrationPlan.objects.for_gate().get(pk=plan.pk)


def step_of(plan: TitrationPlan, position: int) -> TitrationStep:
    return TitrationStep.objects.select_related("regimen").get(plan=plan, position=position)


def next_step(plan: TitrationPlan) -> TitrationStep:
    reached = TitrationPlan.objects.values_list("current_step__position", flat=True).get(pk=plan.pk)
    return step_of(plan, (reached or 0) + 1)


def version_of(plan: TitrationPlan) -> int:
    return TitrationPlan.objects.with_version().get(pk=plan.pk).version


def sign(
    plan: TitrationPlan,
    *,
    decision: Decision = Decision.PROCEED,
    patient_view: PatientView = PatientView.AGREES,
    to: TitrationStep | None = None,
    by: User | None = None,
    at: datetime = NOW,
    read_version: int | None = None,
    **words: Any,
) -> Review:
    """A review of everything there is, for the next step unless another is named."""
    return sign_review(
        plan=plan,
        to=to or next_step(plan),
        verdict=Verdict(decision=decision, patient_view=patient_view, **words),
        read_version=version_of(plan) if read_version is None else read_version,
        by=by or plan.prescriber,
        at=at,
    )


def step_up(
    plan: TitrationPlan,
    *,
    to: TitrationStep | None = None,
    by: User | None = None,
    at: datetime = NOW,
    **fields: Any,
) -> DoseChange:
    return move_to_step(plan=plan, to=to or next_step(plan), by=by or plan.prescriber, at=at, **fields)


step_to = step_up


def check_in(
    plan: TitrationPlan, *, at: datetime = NOW, by: User | None = None, names_medication: bool = True
) -> LogEntry:
    """The patient was asked and has nothing to report."""
    return log_check_in(
        patient=plan.patient,
        medication=plan.medication if names_medication else None,
        asked_about=["Suicidal ideation"],
        source=Source.PATIENT,
        happened_at=at,
        by=by or plan.prescriber,
        at=at,
    )


def log(
    plan: TitrationPlan,
    term: str,
    *,
    severity: Severity = Severity.MILD,
    course: Course = Course.NEW,
    at: datetime = NOW,
    by: User | None = None,
    blames: Medication | None = None,
    **fields: Any,
) -> LogEntry:
    """A report that blames the plan's medicine, or another one."""
    report = Report(
        effect=effect(term), severity=severity, course=course, medication=blames or plan.medication, **fields
    )
    return log_report(
        patient=plan.patient,
        report=report,
        source=Source.PATIENT,
        happened_at=at,
        by=by or plan.prescriber,
        at=at,
    )


def log_mild(plan: TitrationPlan, *, at: datetime = NOW, **fields: Any) -> LogEntry:
    return log(plan, "Nausea", at=at, **fields)


def log_severe(plan: TitrationPlan, *, at: datetime = NOW, **fields: Any) -> LogEntry:
    return log(plan, "Headache", severity=Severity.SEVERE, at=at, **fields)


def log_red(plan: TitrationPlan, *, term: str = "Suicidal ideation", at: datetime = NOW, **fields: Any) -> LogEntry:
    return log(plan, term, at=at, **fields)


def wait(plan: TitrationPlan, *, at: datetime = NOW, by: User | None = None) -> LogEntry:
    return ask_to_wait(
        patient=plan.patient,
        medication=plan.medication,
        source=Source.PHONE,
        in_their_words="Not before the move.",
        happened_at=at,
        by=by or plan.prescriber,
        at=at,
    )


def no_longer_wait(plan: TitrationPlan, *, at: datetime = NOW, by: User | None = None) -> LogEntry:
    return withdraw_wait(
        patient=plan.patient,
        medication=plan.medication,
        source=Source.PHONE,
        in_their_words="We have moved. Let us go on.",
        happened_at=at,
        by=by or plan.prescriber,
        at=at,
    )


def proposed(
    plan: TitrationPlan, to: TitrationStep | None = None, *, by: User | None = None, at: datetime = NOW
) -> ProposedStep:
    return proposed_step(plan=fresh(plan), to=to or next_step(plan), by=by or plan.prescriber, at=at)


def codes(
    plan: TitrationPlan, to: TitrationStep | None = None, *, by: User | None = None, at: datetime = NOW
) -> list[str]:
    """What stands against the next step (or another) right now; co-signed blockers are out of the way."""
    return [blocker.code.value for blocker in blockers(proposed(plan, to, by=by, at=at))]


def all_codes(plan: TitrationPlan, to: TitrationStep | None = None, *, at: datetime = NOW) -> list[str]:
    """The same, co-signed or not."""
    return [blocker.code.value for blocker in every_blocker(proposed(plan, to, at=at))]


def acts(patient: Patient) -> list[str]:
    """The verbs in the audit log about a person, in order."""
    return list(Act.objects.filter(patient_id=patient.pk).order_by("id").values_list("verb", flat=True))


def last_act() -> Act:
    return Act.objects.latest("id")


@contextmanager
def nothing_is_written() -> Iterator[None]:
    """Not a row more in any table of medications, nor in the audit log, nor a chart opened to anybody."""
    tables: list[type[Model]] = [*apps.get_app_config("medications").get_models(), Act, AccessGrant]
    before = [table._base_manager.count() for table in tables]
    yield
    assert [table._base_manager.count() for table in tables] == before
